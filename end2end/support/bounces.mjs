// What proves to the servers of the tests that a provider of email reports.
import { generateKeyPairSync } from "node:crypto";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** The secrets, by what they are for. */
export const bounceKeys = {
    password: "0123456789abcdef0123",
    mailgun: "key-0123456789abcdef",
    sendgrid: privateKey,
};

const verification = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const { password } = bounceKeys;

/** The settings with which a server takes reports of all providers. */
export const bounceSettings = {
    GANGWAY_BOUNCE_ADDRESS: "returns@example.test",
    GANGWAY_BOUNCE_WEBHOOKS: [
        `ses:${password}`,
        `postmark:${password}`,
        `brevo:${password}`,
        `mailgun:${bounceKeys.mailgun}`,
        `sendgrid:${verification}`,
    ].join(" "),
};
