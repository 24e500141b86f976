/** The verifier of C2PA manifests: @trustnxt/c2pa-ts (ADR 47). Nothing is fetched: no list of trust, no revocation. */
import { JPEG, PNG } from '@trustnxt/c2pa-ts/asset';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import {
  ActionAssertion,
  ManifestStore,
  TrainingAndDataMiningAssertion,
  TrainingAndDataMiningChoice,
  ValidationResult,
  type Manifest,
} from '@trustnxt/c2pa-ts/manifest';
import type { ContentCredentials } from '../../article/rights.ts';
import { present } from '../common/json.ts';
import { unchecked, type SignedPicture } from './signed-picture.ts';

/** Codes that say that the verifier could not tell, not that something is wrong. */
const UNTOLD: ReadonlySet<string> = new Set([
  'general.error',
  'algorithm.unsupported',
  'manifest.inaccessible',
  'assertion.inaccessible',
]);
const MOST_PROBLEMS = 20;

/** A certificate that was not valid when the claim was signed; C2PA 2.2, 15.8. */
const EXPIRED = 'signingCredential.expired';

/**
 * Reads the active manifest and holds the picture against it.
 * @param received when the picture came, epoch milliseconds: what no time stamp says when it was signed
 * @throws Error for what is no manifest
 */
export async function readManifest(bytes: Uint8Array, received: number): Promise<SignedPicture> {
  const asset = JPEG.canRead(bytes) ? new JPEG(bytes) : PNG.canRead(bytes) ? new PNG(bytes) : undefined;
  const jumbf = asset?.getManifestJUMBF();
  if (asset === undefined || jumbf === undefined) return { credentials: unchecked('format.unsupported') };
  const store = ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf)));
  const manifest = store.getActiveManifest();
  if (manifest === undefined) return { credentials: unchecked('manifest.inaccessible') };
  const result = await validated(store, asset);
  const found = result.statusEntries.flatMap(({ code, success }): string[] =>
    success === false ? [code] : [],
  );
  const problems = [...new Set(atArrival(found, manifest, received))].slice(0, MOST_PROBLEMS);
  const isUntold = problems.every((code) => UNTOLD.has(code));
  const validity = problems.length === 0 ? 'valid' : isUntold ? 'unchecked' : 'invalid';
  return { credentials: { validity, ...claimed(manifest), problems }, ...present(said(manifest)) };
}

async function validated(store: ManifestStore, asset: JPEG | PNG): Promise<ValidationResult> {
  try {
    return await store.validate(asset);
  } catch (error) {
    return ValidationResult.fromError(error instanceof Error ? error : new Error(String(error)));
  }
}

/**
 * Without a time stamp the library holds the certificate against the clock of the machine: the same file would say
 * something else when it is read again. The time of its arrival stands in the clock's place.
 */
function atArrival(codes: readonly string[], { signature }: Manifest, received: number): string[] {
  const { certificate, chainCertificates = [], timestamp } = signature?.signatureData ?? {};
  if (certificate === undefined || timestamp !== undefined) return [...codes];
  const isOut = [certificate, ...chainCertificates].some(
    ({ notBefore, notAfter }) => received <= notBefore.getTime() || received >= notAfter.getTime(),
  );
  return [...codes.filter((code) => code !== EXPIRED), ...(isOut ? [EXPIRED] : [])];
}

/** Who signed, when, and with what the claim was made. */
function claimed({
  signature,
  claim,
}: Manifest): Pick<ContentCredentials, 'signer' | 'signed' | 'generator'> {
  const certificate = signature?.signatureData.certificate;
  const signed = signature?.signatureData.timestamp;
  const generator = [claim?.claimGeneratorName, claim?.claimGeneratorVersion]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return {
    signer:
      certificate === undefined
        ? null
        : {
            name: certificate.subjectName.getField('CN')[0] ?? null,
            organisation: certificate.subjectName.getField('O')[0] ?? null,
            issuer:
              certificate.issuerName.getField('CN')[0] ?? certificate.issuerName.getField('O')[0] ?? null,
          },
    signed: signed === undefined || Number.isNaN(signed.getTime()) ? null : signed.toISOString(),
    generator: generator === '' ? null : generator,
  };
}

/** What is forbidden, from all of it to the least, as the PLUS vocabulary has it. */
const PROHIBITIONS = [
  ['data_mining', 'DMI-PROHIBITED'],
  ['ai_training', 'DMI-PROHIBITED-AIMLTRAINING'],
  ['ai_generative_training', 'DMI-PROHIBITED-GENAIMLTRAINING'],
  ['ai_inference', 'DMI-PROHIBITED-SEECONSTRAINT'],
] as const;

/** How the picture was made, and what may be done with it. */
function said({ assertions }: Manifest): Omit<SignedPicture, 'credentials'> {
  const all = assertions?.assertions ?? [];
  const types = all
    .filter((assertion) => assertion instanceof ActionAssertion)
    .flatMap(({ actions }) => actions.flatMap(({ digitalSourceType }) => digitalSourceType ?? []));
  const entries = all
    .filter((assertion) => assertion instanceof TrainingAndDataMiningAssertion)
    .flatMap(({ entries: kept }) => Object.entries(kept));
  const withChoice = (wanted: TrainingAndDataMiningChoice): string[] =>
    entries.flatMap(([key, { choice }]) => (choice === wanted ? key : []));
  const forbidden = withChoice(TrainingAndDataMiningChoice.NotAllowed);
  const constraints = entries.flatMap(([, { constraintInfo }]) => constraintInfo ?? []).join(' ');
  const isConstrained = withChoice(TrainingAndDataMiningChoice.Constrained).length > 0;
  const open = isConstrained ? 'DMI-PROHIBITED-SEECONSTRAINT' : 'DMI-ALLOWED';
  const value = PROHIBITIONS.find(([key]) => forbidden.some((one) => one.endsWith(key)))?.[1] ?? open;
  return present({
    sourceType: types[0],
    dataMining:
      entries.length === 0
        ? []
        : [{ value, field: 'c2pa.training-mining', ...(constraints === '' ? {} : { constraints }) }],
  });
}
