// The main job over the same endpoints as the forms, for tests that are about what comes after it.
import { randomUUID } from "node:crypto";
import { Client, form, type Response } from "./load.mjs";
import type { Server } from "./server.mjs";

/** A company nobody has heard of, and its main contact. */
export type Somebody = {
    company: string;
    firstName: string;
    lastName: string;
    name: string;
    email: string;
};

/** Like no other, so that tests never meet each other's partners. */
export function somebody(): Somebody {
    const mark = randomUUID().slice(0, 8);
    return {
        company: `Harbour-${mark} & Sons`,
        firstName: "Ana",
        lastName: `Ruiz-${mark}`,
        name: `Ana Ruiz-${mark}`,
        email: `ana.${mark}@partner.example`,
    };
}

export type Delivery = "email" | "link" | "none";

/** A partner that was added, the path of its page, and the link where staff pass it on. */
export type Added = Somebody & { path: string; person: string; link: string };

/** A member of staff at work without a browser. */
export class Staff {
    constructor(
        readonly client: Client,
        readonly server: Server,
    ) {}

    /** Adds a partner through the wizard's endpoints. */
    async add(delivery: Delivery, who: Somebody = somebody()): Promise<Added> {
        const draft = randomUUID();
        const details = await this.client.send({
            method: "POST",
            path: "/api/onboarding/details",
            body: form(
                ["draft", draft],
                ["form[name]", who.company],
                ["form[status]", await this.#status()],
                ["form[first_name]", who.firstName],
                ["form[last_name]", who.lastName],
                ["form[email]", who.email],
                ...(delivery === "none" ? [] : ([["form[access]", "on"]] as [string, string][])),
            ),
        });
        expectRedirect(details);
        let link = "";
        if (delivery !== "none") {
            const finished = await this.client.send({
                method: "POST",
                path: "/api/onboarding/finish",
                body: form(["draft", draft], ["form[delivery]", delivery]),
            });
            expectRedirect(finished);
            link = this.#link(finished);
        }
        const { body } = await this.client.send({ path: `/partners/new/${draft}/added` });
        return {
            ...who,
            link,
            path: /href="(\/partners\/[0-9a-f-]{36})"/.exec(body)?.[1] ?? "",
            person: /name="form\[person\]" value="([^"]+)"/.exec(body)?.[1] ?? "",
        };
    }

    /** Adds a partner whose contact has activated; their client is signed in. */
    async addActive(password: string): Promise<Added & { client: Client }> {
        const added = await this.add("link");
        return { ...added, client: await activate(this.server, added.link, password) };
    }

    /** Adds a colleague who has activated; their client is signed in. */
    async addColleague(role: "admin" | "viewer", password: string): Promise<Omit<Somebody, "company"> & { client: Client }> {
        const { company: _, ...who } = somebody();
        const invited = await this.client.send({
            method: "POST",
            path: "/api/staff/invite",
            body: form(
                ["form[first_name]", who.firstName],
                ["form[last_name]", who.lastName],
                ["form[email]", who.email],
                ["form[role]", role],
                ["form[delivery]", "link"],
            ),
        });
        expectRedirect(invited);
        return { ...who, client: await activate(this.server, this.#link(invited), password) };
    }

    async removeAccess(person: string): Promise<void> {
        expectRedirect(
            await this.client.send({
                method: "POST",
                path: "/api/invitations/remove-access",
                body: form(["form[person]", person]),
            }),
        );
    }

    /** The link that an answer hands over, if it does. */
    #link({ headers }: Response): string {
        const token = /gangway_link=([^;]+)/.exec(String(headers["set-cookie"]))?.[1];
        return token ? `${this.server.url}/activate/${token}` : "";
    }

    #statusId = "";

    /** The first status of the list. */
    async #status(): Promise<string> {
        if (this.#statusId === "") {
            const { body } = await this.client.send({
                method: "POST",
                path: "/api/partners/choices",
                headers: { accept: "application/json" },
            });
            this.#statusId = String(JSON.parse(body).statuses[0].id);
        }
        return this.#statusId;
    }
}

/** Opens an activation link and chooses `password`; returns the contact's signed-in client. */
export async function activate(server: Server, link: string, password: string): Promise<Client> {
    const client = new Client(server.url);
    const { body } = await client.follow({ path: new URL(link).pathname });
    const invitation = /name="form\[invitation\]" value="([^"]+)"/.exec(body)?.[1] ?? "";
    const answer = await client.send({
        method: "POST",
        path: "/api/invitations/activate",
        body: form(["form[invitation]", invitation], ["form[password]", password]),
    });
    expectRedirect(answer);
    return client;
}

function expectRedirect({ status, headers, body }: { status: number; headers: object; body: string }): void {
    const flash = "set-cookie" in headers && String(headers["set-cookie"]).includes("gangway_flash=");
    if (status !== 303 || flash) throw new Error(`a form was refused: ${status} ${JSON.stringify(headers)}\n${body}`);
}
