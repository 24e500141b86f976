/**
 * Who of AWS delivers for an agency, as policies have to say it: the account as principal, the very role or user as a
 * condition. A policy that names a role or user as principal is refused as a whole once that is gone (docs/adr/0022).
 */
import { AccountPrincipal, type PrincipalBase } from 'aws-cdk-lib/aws-iam';
import type { Provider } from '../../functions/core/providers/agency.ts';

/** ARNs of those who act in their own name: no external id is asked of them. */
export function ownPrincipals({ writers = [], access = {} }: Provider): string[] {
  const roles = (access.roles ?? []).flatMap(({ arn, externalId }) =>
    externalId === undefined ? [arn] : [],
  );
  return [...new Set([...writers, ...roles, ...(access.users ?? [])])];
}

/** ARNs of everybody who acts for the agency. */
export function allPrincipals(provider: Provider): string[] {
  return [...new Set([...ownPrincipals(provider), ...(provider.access?.roles ?? []).map(({ arn }) => arn)])];
}

export interface Admission {
  readonly principals: PrincipalBase[];
  readonly conditions: Record<string, Record<string, string[]>>;
}

/** Principals and conditions of the statements that admit these ARNs; an account as a whole needs no condition. */
export function admissionsOf(arns: readonly string[]): Admission[] {
  const { whole = [], single = [] } = Object.groupBy(arns, (arn) =>
    arn.endsWith(':root') ? 'whole' : 'single',
  );
  const admit = (some: readonly string[], conditions: Admission['conditions']): Admission[] =>
    some.length === 0
      ? []
      : [{ principals: [...new Set(some.map(accountOf))].map((id) => new AccountPrincipal(id)), conditions }];
  return [...admit(single, { ArnEquals: { 'aws:PrincipalArn': [...single] } }), ...admit(whole, {})];
}

export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
