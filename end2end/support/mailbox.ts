// A real SMTP server on a loopback socket that keeps what it receives, and misbehaves on request.
import { simpleParser, type ParsedMail } from "mailparser";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { scaled } from "./timeouts.mjs";

export type Mail = {
    /** The envelope: what the mail server was told, whatever the headers say. */
    from: string;
    to: string[];
    subject: string;
    text: string;
    html: string;
    parsed: ParsedMail;
    raw: string;
    /** Every distinct link in the text and the HTML part. */
    links: string[];
};

type Behaviour =
    | { kind: "accept" }
    | { kind: "reject"; at: "rcpt" | "data"; code: number; message: string }
    | { kind: "stall"; until: Promise<void>; release: () => void };

export class Mailbox {
    /** For SMTP_URL. */
    readonly url: string;
    readonly #server: SMTPServer;
    readonly #mails: Mail[] = [];
    readonly #unread: Mail[] = [];
    readonly #waiting: { address: string; resolve: (mail: Mail) => void }[] = [];
    #behaviour: Behaviour = { kind: "accept" };

    static async open(): Promise<Mailbox> {
        let mailbox: Mailbox;
        const server = new SMTPServer({
            authOptional: true,
            hideSTARTTLS: true,
            disableReverseLookup: true,
            closeTimeout: 500,
            onRcptTo: (_address, _session, done) => done(mailbox.#refusal("rcpt")),
            onData: (stream, session, done) => {
                mailbox.#receive(stream, session).then(done, done);
            },
        });
        // A client that breaks off is part of some tests; the server reports it here.
        server.on("error", () => {});
        await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
        mailbox = new Mailbox(server);
        return mailbox;
    }

    private constructor(server: SMTPServer) {
        this.#server = server;
        this.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    }

    /** The oldest mail to this address that nobody has taken yet, as soon as there is one. */
    next(address: string): Promise<Mail> {
        const timeout = scaled(10_000);
        const there = this.#unread.findIndex((mail) => isTo(mail, address));
        if (there >= 0) return Promise.resolve(this.#unread.splice(there, 1)[0]!);
        return new Promise((resolve, reject) => {
            const waiting = {
                address,
                resolve: (mail: Mail) => {
                    clearTimeout(impatience);
                    resolve(mail);
                },
            };
            const impatience = setTimeout(() => {
                this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
                const others = this.#mails.map((mail) => `${mail.to.join(", ")}: ${mail.subject}`).join("\n  ");
                reject(new Error(`no mail to ${address} within ${timeout} ms; received:\n  ${others || "nothing"}`));
            }, timeout);
            this.#waiting.push(waiting);
        });
    }

    /** Everything received for this address, taken or not. */
    all(address: string): Mail[] {
        return this.#mails.filter((mail) => isTo(mail, address));
    }

    /** From now on every mail is refused with this reply: 4xx for a while, 5xx for good. */
    reject(code: number, message: string, at: "rcpt" | "data" = "rcpt"): void {
        this.#become({ kind: "reject", at, code, message });
    }

    /** From now on every mail is read to its end and left without a reply, until `accept`. */
    stall(): void {
        let release = () => {};
        const until = new Promise<void>((done) => (release = done));
        this.#become({ kind: "stall", until, release });
    }

    /** Behave again; what was stalled is accepted now. */
    accept(): void {
        this.#become({ kind: "accept" });
    }

    async close(): Promise<void> {
        this.accept();
        await new Promise<void>((done) => this.#server.close(() => done()));
    }

    #become(behaviour: Behaviour): void {
        if (this.#behaviour.kind === "stall") this.#behaviour.release();
        this.#behaviour = behaviour;
    }

    #refusal(at: "rcpt" | "data"): Error | null {
        const behaviour = this.#behaviour;
        if (behaviour.kind !== "reject" || behaviour.at !== at) return null;
        return Object.assign(new Error(behaviour.message), { responseCode: behaviour.code });
    }

    async #receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const refusal = this.#refusal("data");
        if (refusal) return refusal;
        if (this.#behaviour.kind === "stall") await this.#behaviour.until;

        const raw = Buffer.concat(chunks);
        const parsed = await simpleParser(raw);
        const text = parsed.text ?? "";
        const html = parsed.html || "";
        this.#deliver({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: parsed.subject ?? "",
            text,
            html,
            parsed,
            raw: raw.toString("utf8"),
            links: linksIn(text, html),
        });
        return null;
    }

    #deliver(mail: Mail): void {
        this.#mails.push(mail);
        const waiting = this.#waiting.findIndex(({ address }) => isTo(mail, address));
        if (waiting >= 0) this.#waiting.splice(waiting, 1)[0]!.resolve(mail);
        else this.#unread.push(mail);
    }
}

function isTo(mail: Mail, address: string): boolean {
    return mail.to.some((to) => to.toLowerCase() === address.toLowerCase());
}

function linksIn(text: string, html: string): string[] {
    const links = [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]!.replaceAll("&amp;", "&"));
    links.push(...(text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? []));
    return [...new Set(links)].filter((link) => /^https?:/.test(link));
}
