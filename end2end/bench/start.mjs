// Cold start, and memory of a server that has nothing to do.
import { Client } from "../support/load.mjs";
import { megabytes } from "../support/process.mjs";
import { serve } from "../support/server.mjs";
import { inWorld } from "./world.mjs";

const RUNS = 10;

export const start = () =>
    inWorld({ partners: 40 }, async ({ server }) => {
        await server.stop();
        const starts = [];
        const memory = [];
        for (let run = 0; run < RUNS; run++) {
            const again = await serve(server);
            starts.push(again.startedIn);
            await new Client(again.url).send({ path: "/sign-in" });
            memory.push(await megabytes(again.pid, "VmRSS"));
            await again.stop();
        }
        starts.sort((a, b) => a - b);
        const median = ((starts[RUNS / 2 - 1] ?? 0) + (starts[RUNS / 2] ?? 0)) / 2;
        const rows = [
            [`Cold start to ready, median of ${RUNS}`, `${median.toFixed(0)} ms`, "100 ms"],
            [`Memory after one page, highest of ${RUNS}`, `${Math.max(...memory)} MB`, "40 MB"],
        ];
        return [{ title: "A server with the demonstration", head: ["", "measured", "target"], rows }];
    });
