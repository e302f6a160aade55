// A thread of its own: connections that send nothing, or a byte of a header each second, and that are opened again
// when they are closed. Any word from the other side ends it; it answers what it counted.
import net from "node:net";
import { parentPort, workerData } from "node:worker_threads";

/** How many are silent, how many endless, to which port, and when a closed one comes back, in milliseconds. */
const { silent, slow, port, again } = workerData;
let isOver = false;
const open = new Set();
const counts = { opened: 0, closed: 0, most: 0 };

function connect(/** @type {boolean} */ isSlow) {
    if (isOver) return;
    const socket = net.connect(port, "127.0.0.1");
    counts.opened++;
    open.add(socket);
    counts.most = Math.max(counts.most, open.size);
    const drip = isSlow ? setInterval(() => socket.write("x"), 1_000) : undefined;
    if (isSlow) socket.write("GET / HTTP/1.1\r\nx-slow: ");
    socket.on("error", () => {});
    socket.on("close", () => {
        clearInterval(drip);
        open.delete(socket);
        counts.closed++;
        setTimeout(connect, again, isSlow).unref();
    });
}

const all = silent + slow;
for (let n = 0; n < all; n++) setTimeout(connect, (n * 10_000) / all, n % Math.ceil(all / slow) === 0);

parentPort?.once("message", () => {
    isOver = true;
    open.forEach((socket) => socket.destroy());
    parentPort?.postMessage(counts);
});
