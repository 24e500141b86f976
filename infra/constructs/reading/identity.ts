import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolClient,
  CfnUserPoolDomain,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  StringAttribute,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GROUPS } from '../../../functions/core/feed/rights.ts';
import { inPascalCase, logicalIdIn, nameResource } from '../naming.ts';
import type { ReadingParts } from './settings.ts';

/** Whose tokens the door takes. */
export interface Issuer {
  readonly url: string;
  readonly audience: readonly string[];
}

/** How the page signs people in: stands in its config.json. */
export interface SignIn {
  readonly clientId: string;
  readonly issuer: string;
  /** Absent: the page asks the issuer (`/.well-known/openid-configuration`). */
  readonly endpoints?: { readonly authorize: string; readonly token: string; readonly logout: string };
  readonly scope: string;
  /** Which of the tokens goes to the API. */
  readonly token: 'id' | 'access';
}

const ISSUERS = Fn.join('', ['https://cognito-idp.', Aws.REGION, '.', Aws.URL_SUFFIX]);

/** How long a person stays signed in: a shift. */
const SHIFT = Duration.hours(12);

/**
 * The stage's own user pool: people are invited, prove themselves by two factors, and are members of the groups that say
 * what they may; two attributes limit what they see, which only administrators write.
 */
export class Identity extends Construct {
  readonly pool: UserPool;
  /** Of the sign-in pages, and of the issuer: the page asks both. */
  readonly origins: readonly string[];
  readonly #origin: string;

  constructor(scope: Construct, id: string, { config }: Pick<ReadingParts, 'config'>) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        wire_providers: new StringAttribute({ mutable: true, maxLen: 2048 }),
        wire_without_flags: new StringAttribute({ mutable: true, maxLen: 2048 }),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      enableSmsRole: false,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: config.protectData,
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    nameResource(this.pool, 'UserPool');
    Validations.of(this.pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The plus plan costs from the first user on. Its threat protection is a setting of the pool that an account may turn on.',
    });
    const prefix = Fn.join('-', [config.name, Aws.ACCOUNT_ID]);
    new CfnUserPoolDomain(this, 'Domain', {
      userPoolId: this.pool.userPoolId,
      domain: prefix,
    }).overrideLogicalId(logicalIdIn(this, 'UserPoolDomain'));
    this.#origin = Fn.join('', ['https://', prefix, '.auth.', Aws.REGION, '.amazoncognito.com']);
    this.origins = [this.#origin, ISSUERS];
    for (const [groupName, scopes] of Object.entries(GROUPS)) {
      new CfnUserPoolGroup(this, inPascalCase(groupName), {
        userPoolId: this.pool.userPoolId,
        groupName,
        description: `May ${scopes.join(', ')}`,
      }).overrideLogicalId(logicalIdIn(this, `UserGroup${inPascalCase(groupName)}`));
    }
  }

  /** Lets a site sign people in. @param host of the site */
  admit(host: string): { issuer: Issuer; signIn: SignIn } {
    const site = Fn.join('', ['https://', host, '/']);
    const client = new CfnUserPoolClient(this, 'Client', {
      userPoolId: this.pool.userPoolId,
      generateSecret: false,
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid', 'email', 'profile'],
      callbackUrLs: [site],
      logoutUrLs: [site],
      supportedIdentityProviders: ['COGNITO'],
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      idTokenValidity: 60,
      accessTokenValidity: 60,
      refreshTokenValidity: SHIFT.toMinutes(),
      tokenValidityUnits: { idToken: 'minutes', accessToken: 'minutes', refreshToken: 'minutes' },
      readAttributes: ['email', 'name', 'custom:wire_providers', 'custom:wire_without_flags'],
      // Nobody widens what they may see by a token of their own
      writeAttributes: ['email', 'name'],
    });
    client.overrideLogicalId(logicalIdIn(this, 'UserPoolClient'));
    const issuer = Fn.join('/', [ISSUERS, this.pool.userPoolId]);
    const at = (path: string) => Fn.join('', [this.#origin, path]);
    return {
      issuer: { url: issuer, audience: [client.ref] },
      signIn: {
        clientId: client.ref,
        issuer,
        endpoints: { authorize: at('/oauth2/authorize'), token: at('/oauth2/token'), logout: at('/logout') },
        scope: 'openid email profile',
        // The access token lacks the attributes by which people are limited
        token: 'id',
      },
    };
  }
}
