// What the interface says, in other languages than that of the tests.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const locales = resolve(import.meta.dirname, "../../locales");

/**
 * Finds an English text, or what looks like one, in `language`.
 *
 * @param {string} language
 * @returns {<T extends string | RegExp>(text: T) => T | RegExp}
 */
export function translator(language) {
    const others = new Map(texts(language));
    const pairs = texts("en").flatMap(([key, english]) => {
        const other = others.get(key);
        // What is nothing but values would be found everywhere; a name is the same in both.
        return other && other !== english && /[a-z]{3}/i.test(english.replace(/\{[^}]*\}/g, "")) ? [{ english, other }] : [];
    });
    return (text) => {
        const found = pairs.filter(({ english }) =>
            typeof text === "string" ? pattern(english).test(text) : text.test(english.replace(/\{[^}]*\}/g, "1")),
        );
        // A label says in brackets that its field is optional.
        const translated = new Set(found.map(({ other }) => pattern(other).source.replace(/\$$/, "( \\(.*\\))?$")));
        return translated.size === 0 ? text : new RegExp([...translated].join("|"), "i");
    };
}

/** A text as an expression: it matches with any values. */
function pattern(/** @type {string} */ text) {
    const parts = text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\/]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`);
}

/**
 * The messages of a language; a message with choices is one for each of them.
 *
 * @returns {[string, string][]}
 */
function texts(/** @type {string} */ language) {
    const folder = join(locales, language);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ftl"));
    return files.flatMap((name) => {
        let key = "";
        /** @type {[string, string][]} */
        const found = [];
        for (const line of readFileSync(join(folder, name), "utf8").split("\n")) {
            const [, start, text = ""] = line.match(/^([a-z0-9-]+) =\s*(.*)$/) ?? [];
            const [, variant, choice = ""] = line.match(/^\s+\*?\[([^\]]+)\] (.*)$/) ?? [];
            if (start) key = `${name}/${start}`;
            if (start && text) found.push([key, text]);
            if (variant) found.push([`${key}/${variant}`, choice]);
        }
        return found;
    });
}
