import {
  ConfiguredFile,
  readJsonText,
} from '@team-readiness/backstage-plugin-readiness-node';
import { objectOf } from '../json';
import { readAttestation } from './readAttestation';
import {
  BillOfMaterials,
  billOfJson,
  billOfLongJson,
  billOfText,
  billOfXml,
} from './readBillOfMaterials';

/** What a file beside a release is. */
export interface ArtefactRead {
  sbom: boolean;
  signature: boolean;
  provenance: boolean;
  /** What is wrong with it, in a sentence. */
  problem?: string;
}

const nothing: ArtefactRead = {
  sbom: false,
  signature: false,
  provenance: false,
};
/** Larger JSON is looked at by its beginning. */
const maxJsonBytes = 20 * 1_048_576;
const startBytes = 262_144;
const maxLines = 1_000;

/**
 * Names of files that may be a bill of materials, a signature or an attestation. Checksums are none of these, and neither is a
 * certificate or key alone (`.pem`, `.pub`).
 */
export const tellingName =
  /\.(?:asc|sig|sign|minisig|sigstore|bundle|jsonl?|att|intoto|xml|spdx|cdx|ya?ml|txt)$/i;

/** Signatures beside what they sign, as OpenSSF Scorecard looks for them, and how each begins. */
const signatures: Array<[RegExp, RegExp]> = [
  [/\.asc$/i, /-----BEGIN PGP (?:SIGNATURE|SIGNED MESSAGE)-----/],
  [/\.minisig$/i, /^untrusted comment:/],
  [/\.(?:sig|sign)$/i, /\S/],
];

function ofBill(bill: BillOfMaterials): ArtefactRead {
  return bill === 'empty'
    ? { ...nothing, problem: 'The bill of materials names no component.' }
    : { ...nothing, sbom: bill === 'filled' };
}

function readObject(text: string): ArtefactRead | undefined {
  const json = readJsonText(text);
  const object = 'value' in json ? objectOf(json.value) : undefined;
  if (!object) {
    return undefined;
  }
  const bill = billOfJson(object);
  return bill === 'none'
    ? { ...nothing, ...readAttestation(object) }
    : ofBill(bill);
}

async function readJson(file: ConfiguredFile): Promise<ArtefactRead> {
  if (file.size > maxJsonBytes) {
    return ofBill(billOfLongJson(await file.readStart(startBytes)));
  }
  const text = (await file.read()).replace(/^\uFEFF/, '');
  const whole = readObject(text);
  if (whole) {
    return whole;
  }
  // One document a line: attestations of several artefacts.
  const lines = text
    .split('\n', maxLines)
    .flatMap(line => (line.trim() ? readObject(line) ?? [] : []));
  // What was cut off may have been the very bill that is looked for.
  if (lines.length === 0 && /^\s*\{/.test(text)) {
    throw new Error('It begins as JSON, and cannot be read as such.');
  }
  return {
    sbom: lines.some(it => it.sbom),
    signature: lines.some(it => it.signature),
    provenance: lines.some(it => it.provenance),
  };
}

/**
 * Finds out what a file is, by its content.
 *
 * @param file - with a {@link tellingName}
 * @throws Error with one sentence, where it cannot be read
 */
export async function readArtefact(
  file: ConfiguredFile,
): Promise<ArtefactRead> {
  const signature = signatures.find(([name]) => name.test(file.path));
  if (signature) {
    const start = await file.readStart(4_096);
    return { ...nothing, signature: signature[1].test(start) };
  }
  if (/\.(?:jsonl?|sigstore|bundle|att|intoto|cdx)$/i.test(file.path)) {
    return readJson(file);
  }
  const start = await file.readStart(startBytes);
  if (/^\uFEFF?\s*\{/.test(start)) {
    return readJson(file);
  }
  return ofBill(
    /^\uFEFF?\s*</.test(start) ? billOfXml(start) : billOfText(start),
  );
}
