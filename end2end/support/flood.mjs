// A thread of its own: sends the same request over and over, with so many in flight. Any word from the other side ends
// it; it answers how often each status came.
import http from "node:http";
import { parentPort, workerData } from "node:worker_threads";

/** Where to, how many at a time, and what. */
const { port, inFlight, method, path, bodies } = workerData;
const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });
const headers = {
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    "sec-fetch-site": "same-origin",
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
};
/** @type {Record<string, number>} */
const counts = {};
let isOver = false;
let sent = 0;

function ask() {
    if (isOver) return;
    const body = bodies.replaceAll("{n}", String(sent++));
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const request = http.request(
        { agent, host: "127.0.0.1", port, method, path, headers: { ...headers, ...length } },
        (response) => {
            counts[response.statusCode ?? 0] = (counts[response.statusCode ?? 0] ?? 0) + 1;
            response.resume().on("close", ask);
        },
    );
    request.on("error", () => {
        counts.error = (counts.error ?? 0) + 1;
        setTimeout(ask, 100);
    });
    request.end(body);
}

for (let n = 0; n < inFlight; n++) ask();

parentPort?.once("message", () => {
    isOver = true;
    parentPort?.postMessage(counts);
});
