// The files of the pages, as browsers and proxies ask for them: all of them are inside the program.
import { expect, test } from "../support/gangway.ts";
import http from "node:http";

type Answer = { status: number; headers: http.IncomingHttpHeaders; size: number };

/** As a program asks that leaves every coding as it is. */
function ask(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
    return new Promise((done, failed) => {
        const request = http.request(url, { method, headers }, (response) => {
            let size = 0;
            response.on("data", (chunk: Buffer) => (size += chunk.length));
            response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, size }));
        });
        request.on("error", failed).end();
    });
}

/** The built files that the sign-in page names. */
async function built(url: string): Promise<string[]> {
    const page = await (await fetch(`${url}/sign-in`)).text();
    return [...new Set(page.match(/\/pkg\/[\w-]+\/gangway\.\w+/g))];
}

test("built files are kept for good, each coding under its own tag @scripts", async ({ gangway }) => {
    const files = await built(gangway.url);
    expect(files.map((file) => file.split(".").at(-1)).sort()).toEqual(["css", "js", "wasm"]);
    for (const file of files) {
        const tags = new Set<string | undefined>();
        let sizes: number[] = [];
        for (const [accepted, coding] of [
            ["br, gzip", "br"],
            ["gzip", "gzip"],
            ["br;q=0, gzip;q=0.5", "gzip"],
            ["identity", undefined],
            ["", undefined],
        ] as const) {
            const { status, headers, size } = await ask(gangway.url + file, { "accept-encoding": accepted });
            expect([status, headers["content-encoding"], headers.vary]).toEqual([200, coding, "accept-encoding"]);
            expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
            expect(headers["content-type"]).toMatch(/^(text\/(css|javascript); charset=utf-8|application\/wasm)$/);
            tags.add(headers.etag);
            sizes = [...sizes, size];
            const again = { "accept-encoding": accepted, "if-none-match": `"other", W/${headers.etag}` };
            expect(await ask(gangway.url + file, again)).toMatchObject({ status: 304, size: 0 });
        }
        expect(tags.size).toBe(3);
        expect(sizes[0]).toBeLessThan(sizes[1]);
        expect(sizes[1]).toBeLessThan(sizes[3]);
    }
});

test("a file of another version is not there @scripts", async ({ gangway }) => {
    const [file] = await built(gangway.url);
    const [, , build, name] = file.split("/");
    for (const other of [`AAAAAAAAAAAAAAAA/${name}`, name, `${build}/${name}.br`, `${build}/chunks.json`, `${build}/../${name}`, build, ""]) {
        expect((await ask(`${gangway.url}/pkg/${other}`)).status, other).toBe(404);
    }
});

test("files that keep their names are asked for again @scripts", async ({ gangway }) => {
    for (const [path, kind] of [
        ["/icons.svg", "image/svg+xml"],
        ["/favicon.svg", "image/svg+xml"],
        ["/theme.js", "text/javascript; charset=utf-8"],
        ["/robots.txt", "text/plain; charset=utf-8"],
    ]) {
        const { status, headers } = await ask(gangway.url + path);
        expect([status, headers["content-type"], headers["cache-control"]]).toEqual([200, kind, "public, max-age=3600"]);
        const known = await ask(gangway.url + path, { "if-none-match": String(headers.etag) });
        expect(known).toMatchObject({ status: 304, size: 0 });
        expect(await ask(gangway.url + path, {}, "HEAD")).toMatchObject({ status: 200, size: 0 });
        expect((await ask(gangway.url + path, {}, "POST")).status).toBe(405);
    }
    for (const path of ["/icons.svg.br", "/%2e%2e/Cargo.toml", "/nothing.svg"]) {
        expect((await ask(gangway.url + path)).status, path).toBe(404);
    }
});
