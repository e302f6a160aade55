// Sign-in and forgotten password for addresses that are known, and for others: the time must not tell which (R16).
import { Client, form } from "../support/load.mjs";
import { percentiles } from "../support/load.mjs";
import { owner as person } from "../support/owner.mjs";
import { addressOf, anyStatus, draft, finishOf } from "../support/wizard.mjs";
import { inWorld } from "./world.mjs";

const QUESTIONS = {
    // After ten the server no longer compares.
    "Sign-in refused": { path: "/api/account/sign-in", field: "form[email]", more: [["form[password]", "not this one"]], rounds: 10 },
    "Forgotten password": { path: "/api/account/forgot-password", field: "email", more: [], rounds: 60 },
};

export const refusals = () =>
    inWorld({}, async ({ server, owner }) => {
        const invited = await draft(owner, await anyStatus(owner));
        await owner.send(finishOf(invited));
        const addresses = { known: person.email, invited: addressOf(invited), unknown: "unknown@bench.example" };
        const rows = [];
        for (const [question, { path, field, more, rounds }] of Object.entries(QUESTIONS)) {
            /** @type {Record<string, number[]>} */
            const times = { known: [], invited: [], unknown: [] };
            for (let round = 0; round < rounds; round++) {
                for (const [kind, email] of Object.entries(addresses)) {
                    const body = form([field, email], .../** @type {[string, string][]} */ (more));
                    const sent = performance.now();
                    await new Client(server.url).send({ method: "POST", path, body });
                    times[kind]?.push(performance.now() - sent);
                }
            }
            for (const [kind, list] of Object.entries(times)) {
                const { p50, p95 } = percentiles(list.sort((a, b) => a - b));
                rows.push([`${question}, ${kind} address`, rounds, p50.toFixed(1), p95.toFixed(1)]);
            }
        }
        return [{ title: "One after the other, in turn", head: ["", "requests", "p50 ms", "p95 ms"], rows }];
    });
