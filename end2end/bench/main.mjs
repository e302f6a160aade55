// Measures the release and prints tables; docs/performance.md says what they mean. ONLY=writing runs the topics that
// match, RECORD=1 keeps the tables in that document.
import { firstVisit } from "./first-visit.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { lists } from "./lists.mjs";
import { refusals } from "./refusals.mjs";
import { requests } from "./requests.mjs";
import { start } from "./start.mjs";
import { machine, markdown, record } from "./tables.mjs";
import { transfers } from "./transfers.mjs";
import { writing } from "./writing.mjs";

const TOPICS = { lists, requests, writing, transfers, start, "first-visit": firstVisit, lighthouse, refusals };
const only = new RegExp(process.env.ONLY ?? "");

for (const [topic, measure] of Object.entries(TOPICS)) {
    if (!only.test(topic)) continue;
    console.error(`Measuring ${topic}`);
    const begin = performance.now();
    const where = machine();
    try {
        const text = [...(await measure()).map(markdown), `Measured ${where}.`, ""].join("\n");
        console.log(text);
        if (process.env.RECORD) record(topic, text);
    } catch (error) {
        console.error(`${topic} could not be measured:`, error);
        process.exitCode = 1;
    }
    console.error(`${topic} took ${((performance.now() - begin) / 1_000).toFixed(0)} s`);
}
