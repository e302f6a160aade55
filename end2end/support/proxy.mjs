// A reverse proxy that does to pages what proxies of other people do.
import http from "node:http";

/**
 * - `pass`: hands everything on.
 * - `hide`: puts a link in the place of each email address, as Cloudflare does, unless the page forbids to rewrite it.
 * - `hide-anyway`: the same, whatever the page says.
 * - `down`: answers 502 itself, as while the server restarts.
 * - `small`: takes no body at all.
 * @typedef {"pass" | "hide" | "hide-anyway" | "down" | "small"} Mode
 */

const HIDDEN = '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="00">[email&#160;protected]</a>';

export class Proxy {
    /** @type {Mode} */
    mode = "pass";
    #server;
    #target;

    /** @param {http.Server} server @param {URL} target */
    constructor(server, target) {
        this.#server = server;
        this.#target = target;
        server.on("request", (request, response) => this.#answer(request, response));
    }

    /** In front of the server at `target`. @returns {Promise<Proxy>} */
    static async open(/** @type {string} */ target) {
        const server = http.createServer();
        await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
        return new Proxy(server, new URL(target));
    }

    get url() {
        const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
        return `http://localhost:${port}`;
    }

    /** Hands everything on until the process ends: pages that are still open ask again, and else would complain. */
    close() {
        this.mode = "pass";
        this.#server.unref();
    }

    /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
    #answer(request, response) {
        const isTooLarge = this.mode === "small" && request.method === "POST";
        if (this.mode === "down" || isTooLarge) {
            // Unread, it would end the connection before the answer is there.
            request.resume();
            return isTooLarge ? refuse(response, 413, "Request Entity Too Large") : refuse(response, 502, "Bad Gateway");
        }
        const headers = { ...request.headers, "accept-encoding": "identity" };
        const { hostname, port } = this.#target;
        const asked = http.request({ host: hostname, port, method: request.method, path: request.url, headers }, (answer) => {
            if (!this.#isHidden(answer)) {
                response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
                answer.pipe(response);
                return;
            }
            /** @type {Buffer[]} */
            const chunks = [];
            answer.on("data", (chunk) => chunks.push(chunk));
            answer.on("end", () => {
                const page = Buffer.concat(chunks).toString("utf8").replace(/>[^<>\s]+@[^<>\s]+</g, `>${HIDDEN}<`);
                const { "content-length": _, "transfer-encoding": __, ...kept } = answer.headers;
                response.writeHead(answer.statusCode ?? 502, kept).end(page);
            });
        });
        asked.on("error", () => refuse(response, 502, "Bad Gateway"));
        response.on("close", () => asked.destroy());
        request.pipe(asked);
    }

    /** @param {http.IncomingMessage} answer */
    #isHidden({ headers }) {
        const isPage = headers["content-type"]?.startsWith("text/html") ?? false;
        const isForbidden = headers["cache-control"]?.includes("no-transform") ?? false;
        return isPage && (this.mode === "hide-anyway" || (this.mode === "hide" && !isForbidden));
    }
}

/** @param {http.ServerResponse} response @param {number} status @param {string} words */
function refuse(response, status, words) {
    if (response.headersSent) return void response.destroy();
    response.writeHead(status, { "content-type": "text/html", connection: "close" });
    response.end(`<html><head><title>${status} ${words}</title></head><body><h1>${status} ${words}</h1><hr>nginx</body></html>`);
}
