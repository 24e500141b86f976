/** The key pair by which the edge knows readers of the live feed: made at deployment, and seen by nobody. */
import { generateKeyPairSync } from 'node:crypto';
import {
  DeleteParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { Made } from '../adapters/platform/custom-resource.ts';

export interface Request {
  type: 'Create' | 'Update' | 'Delete';
  parameter: string;
  id: string | undefined;
}

/** @throws Error for an update: another key is another resource */
export async function keyPair(ssm: Pick<SSMClient, 'send'>, { type, parameter, id }: Request): Promise<Made> {
  switch (type) {
    case 'Create':
      return makeKeyPair(ssm, parameter);
    case 'Update':
      throw new Error('a key pair does not change: give the resource another logical id');
    case 'Delete':
      try {
        await ssm.send(new DeleteParameterCommand({ Name: parameter }));
      } catch (error) {
        // Nothing was made, where the creation failed
        if (!(error instanceof ParameterNotFound)) throw error;
      }
      return { id: id ?? parameter };
  }
}

async function makeKeyPair(ssm: Pick<SSMClient, 'send'>, parameter: string): Promise<Made> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await ssm.send(
    new PutParameterCommand({
      Name: parameter,
      Type: 'SecureString',
      Value: privateKey,
      Description: 'Signs the cookies of the live feed',
      // What a creation that CloudFormation asked for twice left behind
      Overwrite: true,
    }),
  );
  return { id: parameter, attributes: { PublicKey: publicKey } };
}
