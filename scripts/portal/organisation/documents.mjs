/**
 * The documents, SLOs, alerts and manifests in the directory of a service.
 *
 * A file is `{ text, ago?, before? }`: its text today, the days since it was last changed (default: as long
 * as the service is there), and what it said earlier, as `{ text, ago }`.
 */
import { dayFromNow, fillTemplate, titleOf } from './templates.mjs';

/** The annotations of an item's SLO, as lines of YAML below its metadata. */
function promiseLines({ promise }, now) {
  if (!promise) {
    return '  # Nobody has written down yet for whom this is.';
  }
  const lines = ['  annotations:'];
  lines.push(`    team-readiness.dev/journey: ${promise.journey}`);
  if (promise.reviewed !== undefined) {
    const day = dayFromNow(now, -promise.reviewed);
    lines.push(`    team-readiness.dev/reviewed: '${day}'`);
  }
  return lines.join('\n');
}

/** Somebody from another team, who can be asked. */
export const outsiderOf = ({ owner }) =>
  owner === 'developer-platform' ? 'user:default/noor' : 'user:default/hanna';

/** What the placeholders of all templates stand for. */
export function valuesOf(item, { team, directory, now }) {
  const depends = item.depends ?? [];
  return {
    name: item.name,
    title: titleOf(item.name),
    team,
    directory,
    namespace: item.name,
    purpose: item.purpose,
    tool: item.tool ?? 'something else',
    version: `1.${item.name.length}.0`,
    reviewedLine:
      item.reviewed === undefined
        ? `owner: ${item.owner}`
        : `reviewed: ${dayFromNow(now, -item.reviewed)}`,
    promiseLines: promiseLines(item, now),
    confirmedLines: [
      '---',
      `reviewed: ${dayFromNow(now, -(item.confirmed ?? 0))}`,
      `reviewed_by: ${outsiderOf(item)}`,
      '---',
      '',
    ].join('\n'),
    dependsSentence: depends.length
      ? `It leans on ${depends.map(name => `\`${name}\``).join(', ')}.`
      : 'It leans on no other service.',
    dependsList: depends.length
      ? depends.map(name => `- \`${name}\`, asked on most requests`).join('\n')
      : '- nothing but its own disk',
    diagnosisDepends: depends.length
      ? `Check whether ${depends.join(
          ' or ',
        )} is in trouble: its dashboard is linked from the same page.`
      : 'It leans on no other service, so look at its own resources: memory, disk, open files.',
  };
}

/** A runbook that grew: with each change it had a section more. */
function grown(text, changed) {
  const sections = text.split(/(?=^## )/m);
  const versions = [...changed].sort((a, b) => a - b);
  return {
    text,
    ago: versions[0],
    before: versions.map((_, index) => ({
      text: sections.slice(0, -1 - index).join(''),
      ago: versions[index + 1],
    })),
  };
}

/**
 * The files of a service that tell what it is and what it promises.
 *
 * @param {object} item - the service, with its practices
 * @param {object} values - as {@link valuesOf} returns them
 * @returns {Record<string, {text: string, ago?: number, before?: object[]}>} by path below its directory
 */
export function documentsOf(item, values) {
  const files = {};
  const add = (target, prefix, variant, extension = 'md') => {
    if (variant && variant !== 'none' && variant !== 'link') {
      const text = fillTemplate(`${prefix}-${variant}.${extension}`, values);
      files[target] = { text };
    }
  };
  add('README.md', 'readme', item.readme);
  add('docs/runbook.md', 'runbook', item.runbook);
  add('docs/architecture.md', 'overview', item.overview);
  add(`slo/${item.name}.yaml`, 'slo', item.slo, 'yaml');
  add('alerts/rules.yaml', 'alerts', item.alerts, 'yaml');
  if (item.promise?.policy) {
    add('docs/error-budget-policy.md', 'policy', 'shared');
  }
  add('deploy/workload.yaml', 'manifests', item.manifests, 'yaml');
  const overview = files['docs/architecture.md'];
  if (overview && item.confirmed) {
    overview.text = `${values.confirmedLines}\n${overview.text}`;
    overview.ago = item.confirmed;
  }
  const runbook = files['docs/runbook.md'];
  if (runbook && item.changed) {
    files['docs/runbook.md'] = grown(runbook.text, item.changed);
  }
  return files;
}
