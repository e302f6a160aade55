// What a browser complains about: a test that provokes nothing of it fails with the first complaint.
import { expect, type BrowserContext } from "@playwright/test";
import { stopped } from "./server.mjs";

export class Trouble {
    readonly #found: string[] = [];
    readonly #allowed: number[] = [];

    /** Listens to every page of `context`, CSP violations among what it hears. */
    watch(context: BrowserContext): void {
        context.on("weberror", (error) => this.#found.push(`${error.page()?.url()}: ${error.error()}`));
        context.on("console", (message) => {
            // The tests' own tools look into every frame; that the preview refuses them is as it should be.
            if (/^Blocked script execution in '(about:blank'|[^']*\/preview\?)/.test(message.text())) return;
            // Nothing reaches a server that the test has stopped.
            if (message.text().includes("net::ERR_") && stopped.has(new URL(message.location().url).origin)) return;
            // A page that is left while its program is downloaded; for a file that is missing there is a status.
            if (message.location().url.includes("/pkg/") && message.text().startsWith("TypeError: Failed to fetch")) return;
            if (message.type() === "error") this.#found.push(`${message.location().url}: ${message.text()}`);
        });
    }

    /** This test provokes answers of these statuses, which browsers report as failed resources or programs. */
    allow(...statuses: number[]): void {
        this.#allowed.push(...statuses);
    }

    expectNone(): void {
        const says = (status: number) => `Failed to load resource: the server responded with a status of ${status}`;
        const isProvoked = (line: string) =>
            this.#allowed.some((status) => line.includes(says(status)) || line.endsWith("HTTP status code is not ok"));
        expect(this.#found.filter((line) => !isProvoked(line)), "errors in the browser's console").toEqual([]);
    }
}
