/** packageItem: its groups to associations, in order; members that have not arrived are references like any other. */
import type { Element } from 'domhandler';
import { attribute, child, children } from '../../text/xml.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { lastPart } from './catalog.ts';
import type { Scope } from './concepts.ts';
import { canonicalGuid } from './identity.ts';
import { associationOf } from './links.ts';

/** Walks from the root group; groups that nothing refers to follow. A package without a groupSet lists its members. */
export function readPackage(item: Element, scope: Scope): Partial<WireItem> {
  const groupSet = child(item, 'groupSet');
  const groups = children(groupSet, 'group');
  const byId = new Map(groups.map((group) => [attribute(group, 'id') ?? '', group]));
  const members: ItemAssociation[] = [];
  const seen = new Set<Element>();
  const counts = new Map<string, number>();

  const add = (reference: Element, role: string): void => {
    const target =
      attribute(reference, 'residref') ?? attribute(reference, 'href') ?? attribute(reference, 'guidref');
    if (target === undefined) return;
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    const rel = lastPart(attribute(reference, 'rel')) || role;
    members.push(associationOf(reference, canonicalGuid(target), rel, `${role}-${count}`, scope));
  };
  const walk = (group: Element): void => {
    if (seen.has(group)) return;
    seen.add(group);
    const role = lastPart(attribute(group, 'role') ?? attribute(group, 'id') ?? 'group');
    for (const element of children(group)) {
      if (element.name === 'itemRef' || element.name === 'packageItemRef') add(element, role);
      const inner = element.name === 'groupRef' ? byId.get(attribute(element, 'idref') ?? '') : undefined;
      if (inner !== undefined) walk(inner);
    }
  };
  const root = byId.get(attribute(groupSet, 'root') ?? '');
  if (root !== undefined) walk(root);
  groups.forEach(walk);
  for (const reference of [...children(item, 'itemRef'), ...children(groupSet, 'itemRef')])
    add(reference, 'main');

  return present({
    associations: members,
    extra: present({
      groups: groups.map((group) =>
        present({
          id: attribute(group, 'id'),
          role: attribute(group, 'role'),
          mode: attribute(group, 'mode'),
          members: children(group)
            .map((one) => attribute(one, 'idref') ?? attribute(one, 'residref') ?? attribute(one, 'href'))
            .filter((one) => one !== undefined),
        }),
      ),
    }),
  });
}
