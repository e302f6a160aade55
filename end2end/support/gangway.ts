// Each worker, and so each project, has a server and a mailbox of its own.
import { test as base, expect } from "@playwright/test";
import { Mailbox } from "./mailbox.ts";
import { configure, ownerLink, serve, type Server } from "./server.mjs";

export type Gangway = Server & { ownerLink: () => Promise<string> };

export const test = base.extend<{ serverLogOnFailure: void }, { gangway: Gangway; mailbox: Mailbox }>({
    mailbox: [
        async ({}, use) => {
            const mailbox = await Mailbox.open();
            await use(mailbox);
            await mailbox.close();
        },
        { scope: "worker" },
    ],
    gangway: [
        async ({ mailbox }, use) => {
            const configuration = await configure({ smtpUrl: mailbox.url });
            try {
                const server = await serve(configuration);
                await use({ ...server, ownerLink: () => ownerLink(server) });
                await server.stop();
            } finally {
                await configuration.discard();
            }
        },
        { scope: "worker" },
    ],
    baseURL: async ({ gangway }, use) => use(gangway.url),
    // Also: a mail server that misbehaves does so for one test only.
    serverLogOnFailure: [
        async ({ gangway, mailbox }, use, info) => {
            const before = gangway.log().length;
            await use();
            mailbox.accept();
            if (info.status !== info.expectedStatus) {
                await info.attach("server log", { body: gangway.log().slice(before), contentType: "text/plain" });
            }
        },
        { auto: true },
    ],
});

export { expect };
