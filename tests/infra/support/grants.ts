/** What roles may do, in words. */
import { asList, asObject, type JsonObject, type Synthesised } from './stages.ts';

/** The statements of a role's policies, as actions on resources in words. */
export function grantsOf(stage: Synthesised, role: string): string[] {
  return identityStatements(stage)
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ statement }) =>
      asList(statement.Resource).flatMap((resource) =>
        asList(statement.Action).map((action) => `${String(action)} on ${inWords(resource)}`),
      ),
    )
    .sort();
}

export function identityStatements(stage: Synthesised): { roles: string[]; statement: JsonObject }[] {
  return Object.values(stage.template.findResources('AWS::IAM::Policy')).flatMap((policy) => {
    const { Roles, PolicyDocument } = asObject(asObject(policy).Properties);
    const roles = asList(Roles).map((role) => String(asObject(role).Ref));
    return asList(asObject(PolicyDocument).Statement).map((statement) => ({
      roles,
      statement: asObject(statement),
    }));
  });
}

/** `{Fn::Join: ['', [{Fn::GetAtt: [Table, Arn]}, '/index/x']]}` as `Table/index/x`. */
function inWords(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = asObject(resource);
  if (typeof Ref === 'string') return Ref;
  if (attribute !== undefined) return String(asList(attribute)[0]);
  return asList(asList(join)[1]).map(inWords).join('');
}
