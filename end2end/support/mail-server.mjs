// A thread of its own: a mail server that accepts everything. Says its port first, and then, whenever it is asked,
// when each mail since was accepted: [address, milliseconds since 1970] each.
import { parentPort } from "node:worker_threads";
import { SMTPServer } from "smtp-server";

/** @type {[string, number][]} */
let accepted = [];
const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    onData(stream, session, done) {
        stream.resume().on("end", () => {
            accepted.push([session.envelope.rcptTo[0]?.address ?? "", now()]);
            done();
        });
    },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => {
    const address = /** @type {import("node:net").AddressInfo} */ (server.server.address());
    parentPort?.postMessage(address.port);
});
parentPort?.on("message", () => {
    parentPort?.postMessage(accepted);
    accepted = [];
});

/** The same in every thread. */
function now() {
    return performance.timeOrigin + performance.now();
}
