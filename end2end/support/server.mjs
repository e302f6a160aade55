// Starts and stops the release binary, for the browser tests, the benchmark and the screenshots alike.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Dns } from "./dns.mjs";
import { scaled } from "./timeouts.mjs";

const root = resolve(import.meta.dirname, "../..");

export const binary =
    process.env.GANGWAY_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/gangway");

// A script that ends by an error must not leave servers behind.
/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** @type {Promise<Dns> | undefined} */
let shared;

/** The DNS server that all ask who name no other. */
const dns = () => (shared ??= Dns.open());

/** A port that was free a moment ago. @returns {Promise<number>} */
export async function freePort() {
    const probe = net.createServer();
    await new Promise((done) => probe.listen(0, "127.0.0.1", () => done(undefined)));
    const { port } = /** @type {net.AddressInfo} */ (probe.address());
    await new Promise((done) => probe.close(done));
    return port;
}

/** One request on its own connection; the status, or 0 where nobody answers. @returns {Promise<number>} */
export function status(/** @type {string} */ url) {
    return new Promise((done) => {
        const request = http.get(url, { agent: false }, (response) => {
            response.resume().on("end", () => done(response.statusCode ?? 0));
            response.on("error", () => done(0));
        });
        request.on("error", () => done(0));
    });
}

/**
 * The configuration of one server: a folder and a port of its own.
 * @param {{ smtpUrl?: string, env?: Record<string, string> }} [options]
 */
export async function configure({ smtpUrl, env = {} } = {}) {
    if (!existsSync(binary)) throw new Error(`${binary} is missing: build it with "make build"`);
    const port = await freePort();
    const dataDir = await mkdtemp(join(tmpdir(), "gangway-"));
    return {
        // Nothing of the developer's own configuration may reach the tests.
        env: {
            PATH: process.env.PATH ?? "",
            GANGWAY_LISTEN: `127.0.0.1:${port}`,
            GANGWAY_PUBLIC_URL: `http://localhost:${port}`,
            GANGWAY_DATA_DIR: dataDir,
            GANGWAY_MAIL_FROM: "Gangway <gangway@example.test>",
            GANGWAY_SEND_HOLD: "0",
            GANGWAY_DNS_SERVER: (await dns()).address,
            ...(smtpUrl ? { SMTP_URL: smtpUrl } : {}),
            ...env,
        },
        url: `http://localhost:${port}`,
        readyUrl: `http://127.0.0.1:${port}/readyz`,
        dataDir,
        discard: () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }),
    };
}

/** @typedef {Awaited<ReturnType<typeof configure>>} Configuration */

/** Runs a command to its end and returns what it printed. */
export async function command(/** @type {Configuration} */ configuration, /** @type {string[]} */ ...args) {
    const child = spawn(binary, args, { env: configuration.env, stdio: ["ignore", "pipe", "pipe"] });
    const output = collect(child);
    const code = await new Promise((done, fail) => child.on("error", fail).on("close", done));
    if (code !== 0) throw new Error(`gangway ${args.join(" ")} ended with ${code}:\n${output()}`);
    return output();
}

/** The same with `input` on its standard input. */
export async function pipe(/** @type {Configuration} */ configuration, /** @type {string} */ name, /** @type {string} */ input) {
    const child = spawn(binary, [name], { env: configuration.env, stdio: ["pipe", "pipe", "pipe"] });
    const output = collect(child);
    child.stdin.end(input);
    const code = await new Promise((done, fail) => child.on("error", fail).on("close", done));
    if (code !== 0) throw new Error(`gangway ${name} ended with ${code}:\n${output()}`);
    return output();
}

/** Where servers are stopped: no page that is still open can reach them. */
export const stopped = new Set();

/** Starts the server and waits until it is ready. `startedIn` is the time from spawn to the first 200. */
export async function serve(/** @type {Configuration} */ configuration, { patience = scaled(15_000) } = {}) {
    const started = performance.now();
    stopped.delete(configuration.url);
    const child = spawn(binary, ["serve"], { env: configuration.env, stdio: ["ignore", "pipe", "pipe"] });
    const output = collect(child);
    /** @type {Promise<void>} */
    const ended = new Promise((done) => child.on("error", () => done()).on("exit", () => done()));
    running.add(child);
    void ended.then(() => running.delete(child));

    const stop = async () => {
        if (!running.has(child)) return;
        stopped.add(configuration.url);
        child.kill("SIGTERM");
        const impatience = setTimeout(() => child.kill("SIGKILL"), scaled(5_000));
        await ended;
        clearTimeout(impatience);
    };

    while ((await status(configuration.readyUrl)) !== 200) {
        if (!running.has(child)) throw new Error(`gangway serve ended before it was ready:\n${output()}`);
        if (performance.now() - started > patience) {
            await stop();
            throw new Error(`gangway serve was not ready after ${patience} ms:\n${output()}`);
        }
        await new Promise((done) => setTimeout(done, 2));
    }
    return {
        ...configuration,
        pid: /** @type {number} */ (child.pid),
        startedIn: performance.now() - started,
        /** Everything it printed so far. */
        log: output,
        stop,
    };
}

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/** The one-time link by which the first owner comes in, as the server printed it. */
export async function ownerLink(/** @type {Server} */ server) {
    // The line may come a moment after readiness.
    const start = performance.now();
    while (performance.now() - start < scaled(5_000)) {
        const link = /https?:\/\/\S*\/activate\/\S+/.exec(server.log());
        if (link) return link[0];
        await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`the server printed no link with /activate/:\n${server.log()}`);
}

/** @param {import("node:child_process").ChildProcess} child */
function collect(child) {
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString("utf8");
}
