/** Tags of objects: those that were put, and the verdict of a scanner where the template has one looking at the bucket. */
import { SCAN_TAG } from '../../functions/core/providers/scan-tag.ts';
import { isArray, isObject } from './json.ts';
import type { Template } from './template.ts';
import { escaped, unescaped } from './xml.ts';

export interface TaggedObject {
  bucket: string;
  key: string;
  versionId?: string | undefined;
}

export type Tags = Readonly<Record<string, string>>;

/** What GuardDuty looks at. */
export interface ScannedPlace {
  bucket: string;
  prefixes: readonly string[];
}

/** The EICAR test file is no malware, and every scanner takes it for some. In two parts, or this file would be taken for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export function scanStatusOf(bytes: Uint8Array): 'NO_THREATS_FOUND' | 'THREATS_FOUND' {
  return Buffer.from(bytes).includes(EICAR) ? 'THREATS_FOUND' : 'NO_THREATS_FOUND';
}

/** The places that the plans of a template protect, as far as they tag what they have looked at. */
export function scannedPlaces(template: Template): ScannedPlace[] {
  const plans = template.resources.filter(({ type }) => type === 'AWS::GuardDuty::MalwareProtectionPlan');
  return plans.flatMap((plan) => {
    const { Actions, ProtectedResource } = plan.properties;
    if (!JSON.stringify(Actions ?? {}).includes('"ENABLED"')) return [];
    const place = template.resolve(ProtectedResource ?? {}, plan);
    const bucket = isObject(place) ? place.S3Bucket : undefined;
    if (!isObject(bucket) || typeof bucket.BucketName !== 'string') return [];
    const { BucketName, ObjectPrefixes } = bucket;
    const prefixes = (isArray(ObjectPrefixes) ? ObjectPrefixes : ['']).map(String);
    return [{ bucket: BucketName, prefixes }];
  });
}

export class ObjectTags {
  readonly #put = new Map<string, Tags>();
  readonly #scanned: readonly ScannedPlace[];

  /** @param scanned looked at when somebody asks for the tags: so nothing has to be kept over a restart */
  constructor(scanned: readonly ScannedPlace[]) {
    this.#scanned = scanned;
  }

  put(object: TaggedObject, tags: Tags): void {
    this.#put.set(nameOf(object), tags);
  }

  /** @param bytes reads the object */
  async of(object: TaggedObject, bytes: () => Promise<Uint8Array>): Promise<Tags> {
    const tags = this.#put.get(nameOf(object)) ?? {};
    if (SCAN_TAG in tags || !this.#isScanned(object)) return tags;
    return { ...tags, [SCAN_TAG]: scanStatusOf(await bytes()) };
  }

  #isScanned({ bucket, key }: TaggedObject): boolean {
    return this.#scanned.some(
      (place) => place.bucket === bucket && place.prefixes.some((prefix) => key.startsWith(prefix)),
    );
  }
}

function nameOf({ bucket, key, versionId = '' }: TaggedObject): string {
  return `${bucket}/${versionId}/${key}`;
}

/** The body of PutObjectTagging. */
export function tagsIn(xml: string): Tags {
  const tags = xml.matchAll(/<Tag>\s*<Key>([^<]*)<\/Key>\s*<Value>([^<]*)<\/Value>\s*<\/Tag>/gu);
  return Object.fromEntries([...tags].map(([, key = '', value = '']) => [unescaped(key), unescaped(value)]));
}

/** The answer of GetObjectTagging. */
export function taggingXml(tags: Tags): string {
  const set = Object.entries(tags)
    .map(([key, value]) => `<Tag><Key>${escaped(key)}</Key><Value>${escaped(value)}</Value></Tag>`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?><Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${set}</TagSet></Tagging>`;
}
