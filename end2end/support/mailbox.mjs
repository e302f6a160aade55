// A real SMTP server on a loopback socket that keeps what it receives, and misbehaves on request.
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { scaled } from "./timeouts.mjs";

/**
 * `from` and `to` are the envelope: what the mail server was told, whatever the headers say. `links` has every
 * distinct link in the text and the HTML part.
 * @typedef {{
 *     from: string, to: string[], subject: string, text: string, html: string,
 *     parsed: import("mailparser").ParsedMail, raw: string, links: string[],
 * }} Mail
 *
 * @typedef {{ kind: "accept" }
 *     | { kind: "reject", at: "rcpt" | "data", code: number, message: string }
 *     | { kind: "stall", until: Promise<void>, release: () => void }} Behaviour
 */

/** An address whose mailbox does not exist, however the server behaves. */
const BOUNCES = /^bounce/i;

export class Mailbox {
    /** @type {SMTPServer} */
    #server;
    /** @type {Mail[]} */
    #mails = [];
    /** @type {Mail[]} */
    #unread = [];
    /** @type {{ address: string, resolve: (mail: Mail) => void }[]} */
    #waiting = [];
    /** @type {Behaviour} */
    #behaviour = { kind: "accept" };

    static async open() {
        const mailbox = new Mailbox();
        await new Promise((ready) => mailbox.#server.listen(0, "127.0.0.1", () => ready(undefined)));
        return mailbox;
    }

    /** @private */
    constructor() {
        this.#server = new SMTPServer({
            authOptional: true,
            hideSTARTTLS: true,
            disableReverseLookup: true,
            closeTimeout: 500,
            onRcptTo: ({ address }, _session, done) => done(this.#refusal("rcpt", address)),
            onData: (stream, session, done) => {
                this.#receive(stream, session).then(done, done);
            },
        });
        // A client that breaks off is part of some tests; the server reports it here.
        this.#server.on("error", () => {});
    }

    /** For SMTP_URL. */
    get url() {
        const address = /** @type {import("node:net").AddressInfo} */ (this.#server.server.address());
        return `smtp://127.0.0.1:${address.port}`;
    }

    /**
     * The oldest mail to this address that nobody has taken yet, as soon as there is one.
     * @returns {Promise<Mail>}
     */
    next(/** @type {string} */ address) {
        const timeout = scaled(10_000);
        const there = this.#unread.findIndex((mail) => isTo(mail, address));
        if (there >= 0) return Promise.resolve(/** @type {Mail} */ (this.#unread.splice(there, 1)[0]));
        return new Promise((resolve, reject) => {
            const waiting = {
                address,
                resolve: (/** @type {Mail} */ mail) => {
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
    all(/** @type {string} */ address) {
        return this.#mails.filter((mail) => isTo(mail, address));
    }

    /** From now on every mail is refused with this reply: 4xx for a while, 5xx for good. */
    reject(/** @type {number} */ code, /** @type {string} */ message, /** @type {"rcpt" | "data"} */ at = "rcpt") {
        this.#become({ kind: "reject", at, code, message });
    }

    /** From now on every mail is read to its end and left without a reply, until `accept`. */
    stall() {
        let release = () => {};
        /** @type {Promise<void>} */
        const until = new Promise((done) => (release = done));
        this.#become({ kind: "stall", until, release });
    }

    /** Behave again; what was stalled is accepted now. */
    accept() {
        this.#become({ kind: "accept" });
    }

    async close() {
        this.accept();
        await new Promise((done) => this.#server.close(() => done(undefined)));
    }

    #become(/** @type {Behaviour} */ behaviour) {
        if (this.#behaviour.kind === "stall") this.#behaviour.release();
        this.#behaviour = behaviour;
    }

    #refusal(/** @type {"rcpt" | "data"} */ at, address = "") {
        if (BOUNCES.test(address)) return Object.assign(new Error("5.1.1 no such mailbox"), { responseCode: 550 });
        const behaviour = this.#behaviour;
        if (behaviour.kind !== "reject" || behaviour.at !== at) return null;
        return Object.assign(new Error(behaviour.message), { responseCode: behaviour.code });
    }

    async #receive(
        /** @type {import("smtp-server").SMTPServerDataStream} */ stream,
        /** @type {import("smtp-server").SMTPServerSession} */ session,
    ) {
        /** @type {Buffer[]} */
        const chunks = [];
        for await (const chunk of stream) chunks.push(chunk);
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

    #deliver(/** @type {Mail} */ mail) {
        this.#mails.push(mail);
        const waiting = this.#waiting.findIndex(({ address }) => isTo(mail, address));
        if (waiting >= 0) this.#waiting.splice(waiting, 1)[0]?.resolve(mail);
        else this.#unread.push(mail);
    }
}

function isTo(/** @type {Mail} */ mail, /** @type {string} */ address) {
    return mail.to.some((to) => to.toLowerCase() === address.toLowerCase());
}

/** @returns {string[]} */
function linksIn(/** @type {string} */ text, /** @type {string} */ html) {
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    links.push(...(text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? []));
    return [...new Set(links)].filter((link) => /^https?:/.test(link));
}
