// What scripts read in a WebAssembly file, by section 5.5 of its specification.

export const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const [FUNCTION, TABLE, GLOBAL] = [0, 1, 3];

/** @typedef {{ begin: number, end: number }} Span */

/** A number as the format has it. */
export function encoded(/** @type {number} */ value) {
    const encoded = [];
    for (; value >= 0x80; value = Math.floor(value / 0x80)) encoded.push((value % 0x80) + 0x80);
    return Buffer.from([...encoded, value]);
}

/** A section with a name of its own. */
export function customSection(/** @type {string} */ name, /** @type {Buffer} */ content) {
    const bytes = Buffer.concat([encoded(name.length), Buffer.from(name), content]);
    return Buffer.concat([Buffer.from([CUSTOM]), encoded(bytes.length), bytes]);
}

/** The bytes of a file, and a place in them. */
export class WasmFile {
    at = 8;
    /** @type {(Span & { kind: number, name: string, content: number })[]} */
    sections = [];

    constructor(/** @type {Buffer} */ bytes) {
        this.bytes = bytes;
        while (this.at < bytes.length) {
            const begin = this.at;
            const kind = this.byte();
            const end = this.number() + this.at;
            const name = kind === CUSTOM ? this.text() : "";
            this.sections.push({ kind, name, begin, content: this.at, end });
            this.at = end;
        }
    }

    byte() {
        return this.bytes[this.at++];
    }

    number() {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
            const byte = this.byte();
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80) return value;
        }
    }

    text() {
        const length = this.number();
        return this.bytes.toString("utf8", this.at, (this.at += length));
    }

    *repeated() {
        for (let left = this.number(); left > 0; left--) yield left;
    }

    /** Goes to the section of this kind, or of this name; none where there is no such section. */
    enter(/** @type {number | string} */ what) {
        const section = this.sections.find(({ kind, name }) => what === name || (kind === what && kind !== CUSTOM));
        if (section) this.at = section.content;
        return section;
    }

    /** How many functions are imported, which come first in the numbering. */
    importedFunctions() {
        let functions = 0;
        if (!this.enter(IMPORTS)) return functions;
        for (const _ of this.repeated()) {
            this.text();
            this.text();
            const kind = this.byte();
            if (kind === FUNCTION) {
                functions++;
                this.number();
            } else if (kind === GLOBAL) {
                this.at += 2;
            } else {
                if (kind === TABLE) this.at++;
                const hasMaximum = this.byte() & 1;
                this.number();
                if (hasMaximum) this.number();
            }
        }
        return functions;
    }

    /** Where the body of each function is that is not imported. */
    functionBodies() {
        /** @type {Span[]} */
        const bodies = [];
        if (!this.enter(CODE)) return bodies;
        for (const _ of this.repeated()) {
            const length = this.number();
            bodies.push({ begin: this.at, end: (this.at += length) });
        }
        return bodies;
    }
}
