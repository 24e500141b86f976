/**
 * A synthesised template with its intrinsic functions resolved. Physical names are derived from logical ids, so
 * everything can be resolved before anything exists and no order of creation has to be worked out.
 */
import type { SynthesisedStack } from './assembly.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';

export interface Resource {
  stack: string;
  logicalId: string;
  type: string;
  /** As in the template: resolve what you need with Template.resolve. */
  properties: JsonObject;
  /** The name that the template gives it, if it gives one. */
  givenName(): string | undefined;
}

/** What Ref and Fn::GetAtt give for a resource; undefined where the local stack has no such value. */
export interface Naming {
  /** The property that names a resource of a type. */
  nameProperty(type: string): string | undefined;
  ref(resource: Resource): string | undefined;
  attribute(resource: Resource, name: string): string | undefined;
}

export interface PseudoParameters {
  region: string;
  accountId: string;
}

interface Scope {
  stack: SynthesisedStack;
  resources: ReadonlyMap<string, Resource>;
  /** The resource that is being resolved: named in errors. */
  at: string;
}

/** All stacks of one application as one set of resources: exports of one are imported by another. */
export class Template {
  readonly #naming: Naming;
  readonly #pseudo: PseudoParameters;
  readonly #scopes = new Map<string, Scope>();
  readonly #exports = new Map<string, { value: Json; scope: Scope }>();

  constructor(stacks: readonly SynthesisedStack[], naming: Naming, pseudo: PseudoParameters) {
    this.#naming = naming;
    this.#pseudo = pseudo;
    for (const stack of stacks) {
      const resources = new Map<string, Resource>();
      const scope: Scope = { stack, resources, at: stack.name };
      this.#scopes.set(stack.name, scope);
      for (const [logicalId, resource] of sectionEntries(stack, 'Resources')) {
        const type = resource.Type;
        if (typeof type !== 'string') throw new Error(`${stack.name}/${logicalId} has no Type`);
        const condition = resource.Condition;
        if (typeof condition === 'string' && !this.#condition(condition, scope)) continue;
        const properties = isObject(resource.Properties) ? resource.Properties : {};
        const name = properties[this.#naming.nameProperty(type) ?? ''];
        resources.set(logicalId, {
          stack: stack.name,
          logicalId,
          type,
          properties,
          givenName: () =>
            name === undefined ? undefined : text(this.#value(name, { ...scope, at: logicalId })),
        });
      }
      for (const [id, output] of sectionEntries(stack, 'Outputs')) {
        const exported = isObject(output.Export) ? output.Export.Name : undefined;
        if (exported === undefined || output.Value === undefined) continue;
        const name = text(this.#value(exported, { ...scope, at: id }));
        this.#exports.set(name, { value: output.Value, scope: { ...scope, at: id } });
      }
    }
  }

  /** Every resource whose condition holds, stack by stack. */
  get resources(): Resource[] {
    return [...this.#scopes.values()].flatMap((scope) => [...scope.resources.values()]);
  }

  /** Every output by its logical id. */
  outputs(): Record<string, string> {
    return Object.fromEntries(
      [...this.#scopes.values()].flatMap((scope) =>
        sectionEntries(scope.stack, 'Outputs').map(([id, output]) => [
          id,
          text(this.#value(output.Value ?? null, { ...scope, at: id })),
        ]),
      ),
    );
  }

  /**
   * A value of a resource's properties, without intrinsic functions. AWS::NoValue leaves its place out.
   * @throws UnsupportedByLocalStackError for an intrinsic or an attribute that is not known here
   */
  resolve(value: Json, resource: Resource): Json {
    const scope = this.#scopes.get(resource.stack);
    if (scope === undefined) throw new Error(`no stack ${resource.stack}`);
    return this.#value(value, { ...scope, at: resource.logicalId }) ?? null;
  }

  #value(value: Json, scope: Scope): Json | undefined {
    if (isArray(value)) {
      return value.map((entry) => this.#value(entry, scope)).filter((entry) => entry !== undefined);
    }
    if (!isObject(value)) return value;
    const [name, ...others] = Object.keys(value);
    if (name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
      return this.#intrinsic(name, value[name] ?? null, scope);
    }
    const resolved: Record<string, Json> = {};
    for (const [key, entry] of Object.entries(value)) {
      const one = this.#value(entry, scope);
      if (one !== undefined) resolved[key] = one;
    }
    return resolved;
  }

  #intrinsic(name: string, argument: Json, scope: Scope): Json | undefined {
    switch (name) {
      case 'Ref':
        return this.#ref(text(argument), scope);
      case 'Fn::GetAtt': {
        const parts = isArray(argument) ? argument.map(text) : text(argument).split('.');
        return this.#attribute(parts[0] ?? '', parts.slice(1).join('.'), scope);
      }
      case 'Fn::Join': {
        const [separator, list] = this.#arguments(argument, scope);
        if (!isArray(list)) break;
        return list.map(text).join(text(separator ?? ''));
      }
      case 'Fn::Sub':
        return this.#substitute(argument, scope);
      case 'Fn::Select': {
        const [index, list] = this.#arguments(argument, scope);
        if (!isArray(list)) break;
        return list[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, whole] = this.#arguments(argument, scope);
        return text(whole ?? '').split(text(separator ?? ''));
      }
      case 'Fn::If': {
        if (!isArray(argument)) break;
        const [condition, yes, no] = argument;
        return this.#value((this.#condition(text(condition), scope) ? yes : no) ?? null, scope);
      }
      case 'Fn::ImportValue': {
        const exported = this.#exports.get(text(this.#value(argument, scope)));
        if (exported === undefined) break;
        return this.#value(exported.value, exported.scope);
      }
    }
    throw new UnsupportedByLocalStackError(scope.at, `{"${name}": ${JSON.stringify(argument)}}`);
  }

  #arguments(argument: Json, scope: Scope): readonly Json[] {
    const resolved = this.#value(argument, scope);
    return isArray(resolved) ? resolved : [];
  }

  #ref(id: string, scope: Scope): Json | undefined {
    switch (id) {
      case 'AWS::Region':
        return this.#pseudo.region;
      case 'AWS::AccountId':
        return this.#pseudo.accountId;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return scope.stack.name;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${this.#pseudo.region}:${this.#pseudo.accountId}:stack/${scope.stack.name}/local`;
      case 'AWS::NoValue':
        return undefined;
    }
    const resource = scope.resources.get(id);
    const value = resource === undefined ? parameterDefault(scope.stack, id) : this.#naming.ref(resource);
    if (value === undefined) throw new UnsupportedByLocalStackError(scope.at, `{"Ref": "${id}"}`);
    return value;
  }

  #attribute(id: string, name: string, scope: Scope): string {
    const resource = scope.resources.get(id);
    const value = resource === undefined ? undefined : this.#naming.attribute(resource, name);
    if (value === undefined)
      throw new UnsupportedByLocalStackError(scope.at, `{"Fn::GetAtt": "${id}.${name}"}`);
    return value;
  }

  #substitute(argument: Json, scope: Scope): string {
    const [pattern, extra] = isArray(argument) ? argument : [argument];
    const variables = isObject(extra) ? extra : {};
    return text(pattern).replace(/\$\{(!?)([^${}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const own = variables[name];
      if (own !== undefined) return text(this.#value(own, scope));
      const dot = name.indexOf('.');
      return dot < 0
        ? text(this.#ref(name, scope))
        : this.#attribute(name.slice(0, dot), name.slice(dot + 1), scope);
    });
  }

  #condition(name: string, scope: Scope): boolean {
    const conditions = scope.stack.template.Conditions;
    const condition = isObject(conditions) ? conditions[name] : undefined;
    if (condition === undefined) throw new UnsupportedByLocalStackError(scope.at, `condition ${name}`);
    return this.#holds(condition, scope);
  }

  #holds(condition: Json, scope: Scope): boolean {
    if (!isObject(condition))
      throw new UnsupportedByLocalStackError(scope.at, `condition ${text(condition)}`);
    const [name] = Object.keys(condition);
    const argument = condition[name ?? ''] ?? null;
    const terms = isArray(argument) ? argument : [];
    switch (name) {
      case 'Condition':
        return this.#condition(text(argument), scope);
      case 'Fn::Equals':
        return text(this.#value(terms[0] ?? null, scope)) === text(this.#value(terms[1] ?? null, scope));
      case 'Fn::And':
        return terms.every((term) => this.#holds(term, scope));
      case 'Fn::Or':
        return terms.some((term) => this.#holds(term, scope));
      case 'Fn::Not':
        return !terms.some((term) => this.#holds(term, scope));
      default:
        throw new UnsupportedByLocalStackError(scope.at, `condition ${JSON.stringify(condition)}`);
    }
  }
}

function sectionEntries(stack: SynthesisedStack, section: string): [string, JsonObject][] {
  const value = stack.template[section];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([id, entry]) => (isObject(entry) ? [[id, entry]] : []));
}

function parameterDefault(stack: SynthesisedStack, name: string): string | undefined {
  const parameter = sectionEntries(stack, 'Parameters').find(([id]) => id === name)?.[1];
  const value = parameter?.Default;
  return value === undefined ? undefined : text(value);
}

/** A scalar as CloudFormation writes it into a string. */
function text(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`a string is needed here: ${JSON.stringify(value ?? null)}`);
}
