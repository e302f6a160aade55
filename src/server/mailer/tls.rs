//! Encryption on the way to the mail server, and whom we trust there.

use crate::server::platform::config::ConfigError;
use crate::server::platform::config::smtp_url::SmtpUrl;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

/// Encrypts connections to one mail server.
#[derive(Clone)]
pub struct Encryptor {
    host: ServerName<'static>,
    connector: TlsConnector,
}

/// Public authorities and those of `GANGWAY_SMTP_CA`; a certificate in that file is trusted as the mail server's own, too.
#[derive(Debug)]
struct Trust {
    handed_over: Vec<CertificateDer<'static>>,
    authorities: Arc<WebPkiServerVerifier>,
}

impl Encryptor {
    /// For the mail server `host`, trusting what is in the file `trusted` beside the public authorities.
    ///
    /// # Errors
    /// The file holds no certificate.
    pub fn new(host: &str, trusted: Option<&Path>) -> Result<Self, ConfigError> {
        let refuse = |setting: &'static str, error: &dyn std::error::Error| ConfigError {
            setting: setting.into(),
            why: error.to_string(),
        };
        let handed_over = trusted.map(certificates).transpose()?.unwrap_or_default();
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        roots.add_parsable_certificates(handed_over.iter().cloned());
        let provider = Arc::new(ring::default_provider());
        let authorities = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
            .build()
            .map_err(|error| refuse("GANGWAY_SMTP_CA", &error))?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| refuse("SMTP_URL", &error))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Trust { handed_over, authorities }))
            .with_no_client_auth();
        let host = ServerName::try_from(host.to_owned()).map_err(|error| refuse("SMTP_URL", &error))?;
        Ok(Self { host, connector: Arc::new(config).into() })
    }

    /// Encrypts `stream`, if its other end proves to be the host.
    pub async fn encrypt<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: S) -> io::Result<TlsStream<S>> {
        self.connector.connect(self.host.clone(), stream).await
    }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let refuse = |why: String| ConfigError { setting: "GANGWAY_SMTP_CA".into(), why };
    let name = file.to_string_lossy();
    let pem = std::fs::read(file)
        .map_err(|error| refuse(t!(server::mailer::unreadable, file = &name, reason = &error.to_string())))?;
    match CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>() {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(refuse(t!(server::mailer::no_certificate, file = &name))),
    }
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // The person who handed over this very certificate knows its host and its dates.
        if self.handed_over.iter().any(|known| known == end_entity) {
            return Ok(ServerCertVerified::assertion());
        }
        self.authorities.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.authorities.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.authorities.supported_verify_schemes()
    }
}

/// Why encryption did not come about, and what to do; nothing where the connection broke.
pub fn reason(error: &io::Error, server: &SmtpUrl) -> Option<String> {
    let (host, set_in) = (server.host.as_str(), server.set_in.as_str());
    let error = tls_error(error)?;
    let said = error.to_string();
    Some(match error {
        Error::InvalidMessage(_) => t!(server::mailer::speaks_no_tls, set_in = set_in),
        Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            t!(server::mailer::certificate_expired, host = host)
        }
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => t!(server::mailer::certificate_of_another, host = host, reason = &said, set_in = set_in),
        Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature | CertificateError::Other(_),
        ) => {
            t!(server::mailer::certificate_unknown, host = host)
        }
        _ => t!(server::mailer::not_encrypted, host = host, reason = &said, set_in = set_in),
    })
}

/// Whether the other end of a handshake that failed did speak TLS.
pub fn is_tls(error: &io::Error) -> bool {
    tls_error(error).is_some_and(|error| !matches!(error, Error::InvalidMessage(_)))
}

fn tls_error(error: &io::Error) -> Option<&Error> {
    let inner = error.get_ref()?;
    inner.downcast_ref::<Error>().or_else(|| inner.source()?.downcast_ref::<Error>())
}
