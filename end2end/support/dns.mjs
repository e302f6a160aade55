// A DNS server for the tests, so that none of them asks that of the machine: over UDP, with a table of records.
import dgram from "node:dgram";

const NAMES = /** @type {const} */ ({ 1: "A", 15: "MX", 16: "TXT", 28: "AAAA" });
const NO_SUCH_NAME = 3;

export class Dns {
    /**
     * Domains take email, but for those in the table and those that end in `.con`.
     * @param {Record<string, string[]>} records texts by name and type, for example `acme.example TXT`
     */
    static async open(records = {}) {
        const socket = dgram.createSocket("udp4");
        await new Promise((done) => socket.bind(0, "127.0.0.1", () => done(undefined)));
        // It ends with the process.
        socket.unref();
        return new Dns(socket, records);
    }

    /** @param {dgram.Socket} socket @param {Record<string, string[]>} records */
    constructor(socket, records) {
        this.records = records;
        this.address = `127.0.0.1:${socket.address().port}`;
        socket.on("message", (question, from) => {
            socket.send(this.#answer(question), from.port, from.address);
        });
    }

    #answer(/** @type {Buffer} */ question) {
        let end = 12;
        const labels = [];
        for (let length = question.readUInt8(end); length > 0; length = question.readUInt8(end)) {
            labels.push(question.toString("latin1", end + 1, end + 1 + length));
            end += 1 + length;
        }
        const name = labels.join(".").toLowerCase();
        const kind = NAMES[/** @type {keyof typeof NAMES} */ (question.readUInt16BE(end + 1))];
        const found = (this.records[`${name} ${kind}`] ?? (kind === "MX" && !name.endsWith(".con") ? [`mail.${name}`] : []));
        const answers = found.map((text) => record(question.readUInt16BE(end + 1), kind === "MX" ? mx(text) : txt(text)));
        const header = Buffer.alloc(12);
        question.copy(header, 0, 0, 2);
        header.writeUInt16BE(0x8180 | (answers.length === 0 ? NO_SUCH_NAME : 0), 2);
        header.writeUInt16BE(1, 4);
        header.writeUInt16BE(answers.length, 6);
        return Buffer.concat([header, question.subarray(12, end + 5), ...answers]);
    }
}

/** A record of the name in the question, for a second. */
function record(/** @type {number} */ kind, /** @type {Buffer} */ data) {
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0);
    head.writeUInt16BE(kind, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt32BE(1, 6);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
}

function mx(/** @type {string} */ host) {
    const labels = host.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    return Buffer.concat([Buffer.from([0, 10]), ...labels, Buffer.from([0])]);
}

/** In pieces of 255 bytes at most. */
function txt(/** @type {string} */ text) {
    const pieces = text.match(/.{1,255}/gs) ?? [""];
    return Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), Buffer.from(piece)]));
}
