/** Content Credentials (C2PA): photo-signed.jpg was signed for these tests, with a certificate of its own making. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { credentialsOf, hasManifest } from '../../../functions/core/formats/photo/credentials.ts';
import { jpeg } from '../../support/jpeg.ts';
import { samplePath } from '../../support/samples.ts';
import { readBytes, RECEIVED } from '../../support/wires.ts';

const SIGNED = readFileSync(samplePath('aurora', 'photo-signed.jpg'));

async function recordOf(bytes: Buffer): Promise<ArticleRecord> {
  const result = await readBytes(bytes, 'aurora');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

/** With one byte changed. */
function changed(at: number): Buffer {
  const copy = Buffer.from(SIGNED);
  copy.writeUInt8((copy.readUInt8(at) + 1) % 256, at);
  return copy;
}

describe('a signed picture', () => {
  test('says who signed it, with what, and that it is whole', async () => {
    const { article, wire } = await recordOf(SIGNED);
    expect(wire.rights?.credentials).toEqual({
      validity: 'valid',
      signer: {
        name: 'Aurora Picture Desk',
        organisation: 'Aurora News Agency',
        issuer: 'Aurora Test Root',
      },
      signed: null,
      generator: 'Aurora Desk 4.2',
      problems: [],
    });
    expect(article.headlines?.[0]?.value).toBe('Lighthouse of Tolby lit again');
  });

  test('brings how it was made and what may be done with it', async () => {
    const { article, wire } = await recordOf(SIGNED);
    expect(article.digitalSourceType?.uri).toMatch(/digitalsourcetype\/digitalCapture$/);
    expect(wire.rights?.dataMining).toMatchObject({
      status: 'prohibited',
      uri: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING',
      evidence: [{ field: 'c2pa.training-mining' }],
    });
  });

  test('another picture under the same manifest is not valid', async () => {
    const pixels = SIGNED.lastIndexOf(Buffer.from([0xff, 0xd9])) - 1;
    const { wire } = await recordOf(changed(pixels));
    expect(wire.rights?.credentials).toMatchObject({
      validity: 'invalid',
      signer: { name: 'Aurora Picture Desk' },
    });
    expect(wire.rights?.credentials?.problems).toContain('assertion.dataHash.mismatch');
  });

  test('another claim under the same signature is not valid', async () => {
    const { wire } = await recordOf(changed(SIGNED.indexOf('Aurora Desk') + 2));
    expect(wire.rights?.credentials?.validity).toBe('invalid');
  });

  test('without a time stamp, the certificate has to be valid when the picture comes, whatever day it is read', async () => {
    const onDay = async (day: string): Promise<unknown> => {
      const signed = await credentialsOf(SIGNED, Date.parse(day));
      return [signed?.credentials.validity, signed?.credentials.problems];
    };
    expect(await onDay('2026-12-24T12:00:00Z')).toEqual(['valid', []]);
    expect(await onDay('2001-01-01T12:00:00Z')).toEqual(['invalid', ['signingCredential.expired']]);
    expect(await onDay('2199-01-01T12:00:00Z')).toEqual(['invalid', ['signingCredential.expired']]);
  });

  test('a manifest that is cut is told as unchecked, and the picture lives', async () => {
    const at = SIGNED.indexOf('c2pa.assertions');
    const { article, wire } = await recordOf(changed(at - 20));
    expect(['invalid', 'unchecked']).toContain(wire.rights?.credentials?.validity);
    expect(article.headlines?.[0]?.value).toBe('Lighthouse of Tolby lit again');
  });
});

describe('whoever reads manifests', () => {
  test('is not asked for pictures without one', async () => {
    const picture = jpeg({ xmp: '<dc:title>TOLBY</dc:title>' });
    expect(hasManifest(picture)).toBe(false);
    expect(await credentialsOf(picture, RECEIVED, () => Promise.reject(new Error('asked')))).toBeUndefined();
    expect((await recordOf(picture)).wire.rights?.credentials).toBeUndefined();
  });

  test('may fail: then there is a manifest, and no more is known', async () => {
    expect(await credentialsOf(SIGNED, RECEIVED, () => Promise.reject(new Error('no such box')))).toEqual({
      credentials: {
        validity: 'unchecked',
        signer: null,
        signed: null,
        generator: null,
        problems: ['no such box'],
      },
    });
  });

  test('never throws for a byte changed anywhere in the manifest', async () => {
    const start = SIGNED.indexOf('jumb');
    for (let at = start; at < start + 3000; at += 37) {
      expect((await recordOf(changed(at))).article.type).toBe('picture');
    }
  });
});
