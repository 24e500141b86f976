import { createPublicKey, createSign, createVerify } from 'node:crypto';
import {
  DeleteParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { describe, expect, test } from '@jest/globals';
import { keyPair } from '../../functions/livekey/key-pair.ts';

/** Keeps what it is told. */
function store(fails?: Error): { ssm: Pick<SSMClient, 'send'>; sent: unknown[] } {
  const sent: unknown[] = [];
  const send = (command: unknown): Promise<object> => {
    sent.push(command);
    return fails === undefined ? Promise.resolve({}) : Promise.reject(fails);
  };
  return { ssm: { send }, sent };
}

const asked = { parameter: '/wire/live-key', id: '/wire/live-key' };

describe('the key pair of the live feed', () => {
  test('is made once: the private half goes into the Parameter Store, encrypted, the public half to the template', async () => {
    const { ssm, sent } = store();
    const { id, attributes } = await keyPair(ssm, { ...asked, type: 'Create', id: undefined });
    expect(id).toBe('/wire/live-key');
    expect(JSON.stringify(attributes)).not.toContain('PRIVATE');
    const [put] = sent;
    if (!(put instanceof PutParameterCommand)) throw new Error('nothing was put');
    expect(put.input).toMatchObject({ Name: '/wire/live-key', Type: 'SecureString' });
    const publicKey = createPublicKey(attributes?.PublicKey ?? '');
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const signature = createSign('RSA-SHA1')
      .update('policy')
      .sign(put.input.Value ?? '');
    expect(createVerify('RSA-SHA1').update('policy').verify(publicKey, signature)).toBe(true);
  });

  test('does not change under readers', async () => {
    await expect(keyPair(store().ssm, { ...asked, type: 'Update' })).rejects.toThrow('another logical id');
  });

  test('goes with its stack, also where there is nothing left of it', async () => {
    const { ssm, sent } = store();
    await keyPair(ssm, { ...asked, type: 'Delete' });
    expect(sent[0]).toBeInstanceOf(DeleteParameterCommand);
    const gone = store(new ParameterNotFound({ message: 'gone', $metadata: {} }));
    await expect(keyPair(gone.ssm, { ...asked, type: 'Delete' })).resolves.toEqual({ id: asked.id });
    const broken = store(new Error('refused'));
    await expect(keyPair(broken.ssm, { ...asked, type: 'Delete' })).rejects.toThrow('refused');
  });
});
