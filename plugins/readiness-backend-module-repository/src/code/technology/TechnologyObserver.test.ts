import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { TestRepository } from '../__testUtils__/TestRepository';
import { baseImage, imageName } from './baseImages';
import { TechnologyObserver } from './TechnologyObserver';
import {
  datastoreImages,
  engineNames,
  kindOf,
  operatorGroups,
  providerNames,
  resourceTypes,
  runtimeFiles,
  runtimeImages,
} from './technologyNames';

describe('baseImage', () => {
  it.each([
    ['FROM node:22-alpine', 'node'],
    [
      'FROM --platform=linux/amd64 docker.io/library/golang:1.23 AS build\nFROM scratch',
      undefined,
    ],
    [
      'FROM golang AS build\nRUN x\nFROM gcr.io/distroless/static',
      'distroless/static',
    ],
    ['FROM python:3 AS base\nFROM base AS test\nFROM base', 'python'],
    ['ARG TAG=22\nARG IMAGE=node\nFROM ${IMAGE}:${TAG}', 'node'],
    [
      'FROM ${REGISTRY:-reg.example.org:5000}/team/openjdk@sha256:00',
      'team/openjdk',
    ],
    ['from \\\n  ruby:3 as x', 'ruby'],
    ['FROM $BASE', undefined],
    ['# FROM node\nRUN echo FROM php', undefined],
    ['', undefined],
  ])('finds what the last stage stands on: %j', (text, image) => {
    expect(baseImage(text)).toBe(image);
  });

  it('reads whatever text without throwing', () => {
    const part = fc.constantFrom(
      ...[
        'FROM ',
        'ARG ',
        'a',
        '=',
        '$',
        '{',
        '}',
        ':-',
        '\\\n',
        '\n',
        ' AS ',
        '/',
        '@',
        ':',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), parts => {
        const image = baseImage(parts.join(''));
        expect(image === undefined || image.length > 0).toBe(true);
        imageName(parts.join(''));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('TechnologyObserver', () => {
  const repository = new TestRepository();
  const observer = new TechnologyObserver();

  it('knows every name of its tables', () => {
    const names = [
      ...[runtimeFiles, runtimeImages, datastoreImages, engineNames].flatMap(
        table => table.map(([, name]) => name),
      ),
      ...Object.values(operatorGroups),
      ...Object.values(providerNames),
      ...resourceTypes.flatMap(([, name]) =>
        typeof name === 'string' ? [name] : [],
      ),
    ];
    expect(names.filter(name => kindOf(name) === undefined)).toEqual([]);
  });

  it('reads packages, base images, infrastructure code, manifests and Resources', async () => {
    repository.start({
      'package.json': '{}',
      'src/App/App.csproj': '',
      Dockerfile: 'FROM eclipse-temurin:21-jre',
      'infra/main.tf': `
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
    random  = { source = "hashicorp/random" }
  }
}
provider "google-beta" {}
resource "aws_db_instance" "orders" { engine = "postgres" }
resource "aws_s3_bucket" "files" {}
resource "aws_db_instance" "unknown" { engine = var.engine }
`,
      'infra/more.tf.json': JSON.stringify({
        resource: { azurerm_cosmosdb_account: { x: { name: 'x' } } },
        terraform: { required_providers: { vault: { source: 'x' } } },
      }),
      'deploy/cache.yaml':
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: cache }\nspec: { template: { spec: { containers: [{ image: "docker.io/bitnami/redis:7" }, { image: "acme/postgres-exporter" }] } } }\n---\napiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata: { name: k }\n',
      'deploy/helm.yaml': 'x: {{ .Values.y }}',
      'config/other.yaml':
        'apiVersion: v1\nkind: Pod\nspec: { containers: [{ image: mysql }] }',
    });
    const database: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'search', tags: ['opensearch'] },
      spec: { type: 'database' },
    };
    const { fact, problems } = await repository.fact(
      observer,
      repository.target('.', {
        relations: [
          { type: 'dependsOn', targetRef: 'Resource:default/search' },
          { type: 'dependsOn', targetRef: 'component:default/mongodb' },
          { type: 'dependsOn', targetRef: 'resource:default/gone' },
        ],
      }),
      [database],
    );
    expect(problems).toEqual([]);
    expect(
      fact.tools.map(({ kind, name, seenIn }) => `${kind} ${name} ${seenIn}`),
    ).toEqual([
      'datastore cosmosdb infra/more.tf.json',
      'datastore kafka deploy/cache.yaml',
      'datastore opensearch resource:default/search',
      'datastore postgresql infra/main.tf',
      'datastore redis deploy/cache.yaml',
      'datastore s3 infra/main.tf',
      'provider aws infra/main.tf',
      'provider azure infra/more.tf.json',
      'provider datadog infra/main.tf',
      'provider gcp infra/main.tf',
      'provider vault infra/more.tf.json',
      'runtime dotnet src/App/App.csproj',
      'runtime java Dockerfile',
      'runtime node package.json',
    ]);
  });

  it('finds nothing in an empty directory', async () => {
    repository.start({ 'README.md': 'We use MongoDB.' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact.tools).toEqual([]);
  });
});
