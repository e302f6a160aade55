// A small load generator: N keep-alive connections, each sending its next request when the last is answered.
import http from "node:http";

/**
 * @typedef {{ method?: string, path: string, headers?: Record<string, string>, body?: string }} Request
 * @typedef {{ status: number, headers: http.IncomingHttpHeaders, body: string }} Response
 */

/** A client with a cookie jar that a server on this machine would take for a browser without JavaScript. */
export class Client {
    /** @type {Map<string, string>} */
    #cookies = new Map();
    #base;
    #agent;

    constructor(/** @type {string} */ base, connections = 1) {
        this.#base = new URL(base);
        this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections, noDelay: true });
    }

    /** A client with the same cookies and connections of its own. */
    fork(/** @type {number} */ connections) {
        const fork = new Client(this.#base.href, connections);
        fork.#cookies = new Map(this.#cookies);
        return fork;
    }

    close() {
        this.#agent.destroy();
    }

    /** Keeps a cookie that another browser was given. */
    keep(/** @type {string} */ name, /** @type {string} */ value) {
        this.#cookies.set(name, value);
    }

    /** The value of a cookie. */
    cookie(/** @type {string} */ name) {
        return this.#cookies.get(name);
    }

    /** The cookies, as a browser context takes them. */
    cookies() {
        return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.#base.origin }));
    }

    /** @returns {Promise<Response>} */
    send(/** @type {Request} */ asked) {
        const { method = "GET", path, headers = {}, body } = asked;
        return new Promise((done, fail) => {
            const request = http.request(
                {
                    agent: this.#agent,
                    host: "127.0.0.1",
                    port: this.#base.port,
                    method,
                    path,
                    headers: {
                        host: this.#base.host,
                        accept: "text/html",
                        "accept-encoding": "identity",
                        ...(this.#cookies.size ? { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") } : {}),
                        // Forms are accepted from our own pages only.
                        ...(method === "GET"
                            ? {}
                            : {
                                  origin: this.#base.origin,
                                  "sec-fetch-site": "same-origin",
                                  "content-type": "application/x-www-form-urlencoded",
                              }),
                        ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
                        ...headers,
                    },
                },
                (response) => {
                    /** @type {Buffer[]} */
                    const chunks = [];
                    response.on("data", (chunk) => chunks.push(chunk));
                    response.on("error", fail);
                    response.on("end", () => {
                        for (const cookie of response.headers["set-cookie"] ?? []) this.#remember(cookie);
                        done({
                            status: response.statusCode ?? 0,
                            headers: response.headers,
                            body: Buffer.concat(chunks).toString("utf8"),
                        });
                    });
                },
            );
            request.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
                // A connection that rests may be closed just as it is taken up again; browsers, too, open another.
                if (request.reusedSocket && error.code === "ECONNRESET") this.send(asked).then(done, fail);
                else fail(error);
            });
            request.end(body);
        });
    }

    /** Follows redirects, as a browser would: with GET, inside the site. @returns {Promise<Response & { path: string }>} */
    async follow(/** @type {Request} */ request) {
        let path = request.path;
        let response = await this.send(request);
        for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops++) {
            const target = new URL(response.headers.location ?? "", new URL(path, this.#base));
            path = target.pathname + target.search;
            response = await this.send({ path });
        }
        return { ...response, path };
    }

    #remember(/** @type {string} */ header) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
        if (name === undefined) return;
        if (/;\s*max-age=0\b/i.test(header)) this.#cookies.delete(name);
        else this.#cookies.set(name, value ?? "");
    }
}

/**
 * Sends requests over `connections` until `requests` are answered or `seconds` have passed.
 * @param {{ connections: number, requests: number, seconds: number }} bounds
 * @param {(client: Client, index: number) => Promise<Response>} send
 * @param {{ client: Client, expect: 2 | 3 }} options  the class of the answers' status
 */
export async function load({ connections, requests, seconds }, send, { client, expect }) {
    /** @type {number[]} */
    const times = [];
    const clients = Array.from({ length: connections }, () => client.fork(1));
    const started = performance.now();
    const deadline = started + seconds * 1_000;
    let index = 0;
    await Promise.all(
        clients.map(async (one) => {
            while (index < requests && performance.now() < deadline) {
                const sent = performance.now();
                const { status, body } = await send(one, index++);
                times.push(performance.now() - sent);
                if (Math.floor(status / 100) !== expect) throw new Error(`expected ${expect}xx, got ${status}:\n${body.slice(0, 500)}`);
            }
        }),
    );
    const elapsed = (performance.now() - started) / 1_000;
    clients.forEach((one) => one.close());
    times.sort((a, b) => a - b);
    return { requests: times.length, perSecond: times.length / elapsed, ...percentiles(times) };
}

/** Three percentiles of times in order. */
export function percentiles(/** @type {number[]} */ sorted) {
    const at = (/** @type {number} */ share) =>
        sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The body of a form: `[["form[name]", "Acme"], ...]`. */
export function form(/** @type {[string, string][]} */ ...fields) {
    return new URLSearchParams(fields).toString();
}
