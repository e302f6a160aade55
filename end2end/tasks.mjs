// Counts what everyday work costs: clicks, keys and the time one waits for Gangway. Each task starts on the page named
// and is done as a person would who knows the product. A native select counts as two clicks, typed text as its letters.
// A tap into a field is a click. The goal is what a person may expect of a good product. ONLY=Maya measures some of it.
import { ana } from "./tasks/ana.mjs";
import { answers, Hand } from "./tasks/hand.mjs";
import { jonas } from "./tasks/jonas.mjs";
import { keyboard } from "./tasks/keyboard.mjs";
import { maya } from "./tasks/maya.mjs";
import { inWorld } from "./tasks/world.mjs";

const only = new RegExp(process.env.ONLY ?? "");

console.log("| task | clicks | keys | waited | goal |\n|---|---|---|---|---|");
for (const chapter of [maya, ana, jonas, keyboard]) {
    if (only.test(chapter.title)) await inWorld(chapter.window, (world) => measure(chapter, world));
}

async function measure(
    /** @type {import("./tasks/world.mjs").Chapter} */ { title, prepare, tasks },
    /** @type {import("./tasks/world.mjs").World} */ world,
) {
    await prepare(world);
    for (const { name, goal = "", from, work } of tasks) {
        const page = await world.open(world.user);
        const hand = new Hand(page);
        try {
            await page.goto(await from(world));
            await answers(page);
            await work(hand, world);
            const waited = `${Math.round(hand.waited)} ms`;
            console.log(`| ${title}: ${name} | ${hand.clicks} | ${hand.keys} | ${waited} | ${goal} |`);
        } catch (error) {
            console.log(`| ${title}: ${name} | not possible | | | ${goal} |`);
            console.error(`${error}\n  on ${page.url()}`);
            process.exitCode = 1;
        }
        await page.context().close();
    }
}
