/**
 * What a signed or plain statement about a release says: in-toto statements (https://in-toto.io/Statement), alone, in DSSE
 * envelopes or in sigstore bundles, and signatures in bundles of sigstore and cosign. Nothing is verified: presence is told.
 */
import { JsonObject } from '@backstage/types';
import { readJsonText } from '@team-readiness/backstage-plugin-readiness-node';
import { listOf, objectOf, objectsOf, textOf } from '../json';
import { billOfJson } from './readBillOfMaterials';

/** What is there. */
export interface AttestationRead {
  provenance: boolean;
  signature: boolean;
  sbom: boolean;
}

const nothing: AttestationRead = {
  provenance: false,
  signature: false,
  sbom: false,
};
const provenanceType =
  /^https:\/\/(?:slsa\.dev\/provenance\/|in-toto\.io\/(?:Provenance|Link)\/)/;
const sbomType = /^https:\/\/(?:cyclonedx\.org\/bom|spdx\.dev\/Document)/;
const envelopeType = 'application/vnd.in-toto+json';
const bundleType = /^application\/vnd\.dev\.sigstore\.bundle/;

function readStatement(statement: JsonObject): AttestationRead {
  const isStatement =
    /^https:\/\/in-toto\.io\/Statement\//.test(
      textOf(statement._type, 100) ?? '',
    ) && listOf(statement.subject).length > 0;
  const type = textOf(statement.predicateType, 200) ?? '';
  if (!isStatement) {
    return nothing;
  }
  const predicate = objectOf(statement.predicate);
  // Cosign once put the document one level deeper.
  const bill = objectOf(predicate?.Data) ?? predicate;
  return {
    ...nothing,
    provenance: provenanceType.test(type),
    sbom:
      sbomType.test(type) &&
      bill !== undefined &&
      billOfJson(bill) === 'filled',
  };
}

function readEnvelope(envelope: JsonObject): AttestationRead {
  const { payload } = envelope;
  if (
    typeof payload !== 'string' ||
    !objectsOf(envelope.signatures).some(it => textOf(it.sig, 10) !== undefined)
  ) {
    return nothing;
  }
  const statement = readJsonText(Buffer.from(payload, 'base64').toString());
  const object = 'value' in statement ? objectOf(statement.value) : undefined;
  return object ? readStatement(object) : nothing;
}

/** Reads one JSON document; what is none of these says nothing. */
export function readAttestation(value: JsonObject): AttestationRead {
  if (value.payloadType === envelopeType) {
    return readEnvelope(value);
  }
  if (bundleType.test(textOf(value.mediaType, 100) ?? '')) {
    const envelope = objectOf(value.dsseEnvelope);
    const message = objectOf(value.messageSignature);
    return envelope
      ? readEnvelope(envelope)
      : {
          ...nothing,
          signature: textOf(message?.signature, 10) !== undefined,
        };
  }
  if (textOf(value.base64Signature, 10) !== undefined) {
    return { ...nothing, signature: true };
  }
  // Link metadata of in-toto before it had statements.
  if (objectOf(value.signed)?._type === 'link') {
    return { ...nothing, provenance: listOf(value.signatures).length > 0 };
  }
  return readStatement(value);
}
