/**
 * Content Credentials (C2PA) in pictures: whether there are some, and who reads them. The verifier is large and few
 * pictures are signed, so it is loaded with the first that is.
 */
import { unchecked, type SignedPicture } from './signed-picture.ts';

/** Reads and verifies, offline, as of a time in epoch milliseconds. May throw for what it does not understand. */
export type CredentialsReader = (bytes: Uint8Array, received: number) => Promise<SignedPicture>;

const verifier: CredentialsReader = async (bytes, received) =>
  (await import('./c2pa.ts')).readManifest(bytes, received);

/** Undefined for a picture without a manifest. Never throws for anything that a picture can hold. */
export async function credentialsOf(
  bytes: Uint8Array,
  received: number,
  read: CredentialsReader = verifier,
): Promise<SignedPicture | undefined> {
  if (!hasManifest(bytes)) return undefined;
  try {
    return await read(bytes, received);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { credentials: unchecked(problem.slice(0, 200)) };
  }
}

/** Between the type of a JUMBF box and the label of its description. */
const DESCRIPTION = 60;

/** A JUMBF superbox whose description is that of a C2PA store; in JPEG, PNG and TIFF alike. */
export function hasManifest(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf('jumb'); at >= 0; at = buffer.indexOf('jumb', at + 4)) {
    const head = buffer.subarray(at + 4, at + DESCRIPTION);
    if (head.includes('jumd') && head.includes('c2pa')) return true;
  }
  return false;
}
