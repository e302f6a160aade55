// dependencies.mjs VERSION NOTICES SBOM: reads what `cargo metadata` says and writes the licences of all libraries, as
// they ask for, and the list of them as CycloneDX.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [version, notices, sbom] = process.argv.slice(2);
const { packages, resolve } = JSON.parse(readFileSync(0, "utf8"));
const byId = new Map(packages.map((found) => [found.id, found]));
const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));

// What becomes part of the program; neither what builds it nor what tests it.
const inside = new Set();
const visit = (id) => {
    if (inside.has(id) || byId.get(id).targets.some(({ kind }) => kind.includes("proc-macro"))) return;
    inside.add(id);
    const deps = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind }) => kind === null));
    deps.forEach(({ pkg }) => visit(pkg));
};
visit(resolve.root);
inside.delete(resolve.root);
const libraries = packages
    .filter(({ id }) => inside.has(id))
    .sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1));

// Many libraries have the same text, but for its line breaks.
const texts = new Map();
for (const { name, version, manifest_path } of libraries) {
    const folder = dirname(manifest_path);
    const files = readdirSync(folder, { withFileTypes: true })
        .filter((file) => file.isFile() && /^(licen[cs]e|copying|notice|copyright|unlicense)/i.test(file.name))
        .map((file) => readFileSync(join(folder, file.name), "utf8").trim().replaceAll("\r\n", "\n"));
    for (const text of files.sort()) {
        const words = text.replace(/\s+/g, " ");
        if (!texts.has(words)) texts.set(words, { text, names: new Set() });
        texts.get(words).names.add(`${name} ${version}`);
    }
}
const [own] = readFileSync("THIRD-PARTY-NOTICES.md", "utf8").split("## Rust crates");
const lines = libraries.map(({ name, version, license }) => `- ${name} ${version}: ${license}`);
const sections = [...texts.values()].map(({ text, names }) => `## ${[...names].join(", ")}\n\n~~~\n${text}\n~~~\n`);
writeFileSync(notices, `${own}## Rust crates\n\n${lines.join("\n")}\n\n# Licence texts\n\n${sections.join("\n")}`);

const lock = readFileSync("Cargo.lock", "utf8");
const checksum = (name, version) =>
    lock.match(`name = "${name}"\nversion = "${version.replaceAll("+", "\\+")}"\nsource = .*\nchecksum = "(\\w+)"`)[1];
const component = (type, { name, version, license }) => ({
    type,
    "bom-ref": `pkg:cargo/${name}@${version}`,
    name,
    version,
    purl: `pkg:cargo/${name}@${version}`,
    licenses: [{ expression: license.replaceAll("/", " OR ") }],
});
const bill = {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    metadata: {
        timestamp: new Date(process.env.SOURCE_DATE_EPOCH * 1000).toISOString(),
        component: component("application", { name: "gangway", version, license: "MIT OR Apache-2.0" }),
    },
    components: libraries.map((library) => ({
        ...component("library", library),
        hashes: [{ alg: "SHA-256", content: checksum(library.name, library.version) }],
    })),
};
writeFileSync(sbom, `${JSON.stringify(bill, null, 1)}\n`);
