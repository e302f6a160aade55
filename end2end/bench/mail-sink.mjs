import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A mail server in a thread of its own, which accepts everything. */
export class MailSink {
    #thread;

    constructor(/** @type {Worker} */ thread, /** @type {number} */ port) {
        this.#thread = thread;
        /** For SMTP_URL. */
        this.url = `smtp://127.0.0.1:${port}`;
    }

    static async open() {
        const thread = new Worker(new URL("../support/mail-server.mjs", import.meta.url));
        const [port] = await once(thread, "message");
        return new MailSink(thread, port);
    }

    /** Waits until so many emails more were accepted for addresses of contacts. */
    async accepts(/** @type {number} */ count) {
        for (let there = 0; there < count; await new Promise((done) => setTimeout(done, 5))) {
            this.#thread.postMessage("What came?");
            const [came] = await once(this.#thread, "message");
            there += came.filter((/** @type {[string, number]} */ [address]) => address.startsWith("ana@")).length;
        }
    }

    close() {
        return this.#thread.terminate();
    }
}
