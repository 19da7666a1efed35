import { Entity } from '@backstage/catalog-model';

/** A group as tests describe it. */
export interface TestGroup {
  name: string;
  title?: string;
  type?: string;
  parent?: string;
}

/** An entity as tests describe it. */
export interface TestEntity {
  name: string;
  title?: string;
  kind?: 'Component' | 'Resource' | 'System' | 'Domain';
  type?: string;
  lifecycle?: string;
  tier?: number;
  /** Whole refs in lower case. */
  owners?: string[];
  /** In its grace period. */
  isNew?: boolean;
  /** When it came, in epoch ms. Undefined: it was there from the beginning, but for `isNew`. */
  createdAt?: number;
  /** Name of a System. */
  system?: string;
  /** Name of a Domain. */
  domain?: string;
  /** Refs that it depends on. */
  dependsOn?: string[];
  /** Ref of the Scaffolder template that it was made from. */
  template?: string;
  /** Words of the README; null: the repository has none. Undefined: never observed. */
  readmeWords?: number | null;
  /** Sections of the runbook; null: the repository has none. */
  runbookSections?: string[] | null;
  /** Undefined: never observed. */
  slo?: 'complete' | 'none';
}

/** The ref of a group by its name. */
export function groupRef(name: string): string {
  return `group:default/${name}`;
}

/** The ref of an entity. */
export function refOf(entity: TestEntity): string {
  return `${(entity.kind ?? 'Component').toLowerCase()}:default/${entity.name}`;
}

/** A group as the catalog serves it. */
export function describeGroup(group: TestGroup): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: group.name, namespace: 'default' },
    spec: {
      type: group.type ?? 'team',
      children: [],
      profile: { email: `${group.name}@example.org` },
    },
  };
}

/** An entity as the catalog serves it. */
export function describeEntity(entity: TestEntity): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: entity.kind ?? 'Component',
    metadata: {
      name: entity.name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:https://git.example.org/${entity.name}/`,
        ...(entity.template
          ? { 'backstage.io/source-template': entity.template }
          : {}),
      },
    },
    spec: {
      type: entity.type ?? 'service',
      lifecycle: entity.lifecycle ?? 'production',
      owner: entity.owners?.[0] ?? '',
      ...(entity.system ? { system: entity.system } : {}),
    },
  };
}
