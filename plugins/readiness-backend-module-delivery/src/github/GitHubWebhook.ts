import { Fields } from '../payload';
import { deliveryTarget } from '../targets';

/** One webhook of GitHub, with what all of them have. */
export interface GitHubWebhook {
  payload: Fields;
  repository: {
    /** `owner/name` in lower case. */
    name: string;
    defaultBranch: string | undefined;
  };
  /** Host of the installation, e.g. `github.com`: the source of its events. */
  source: string;
  /** The repository, as a target. */
  targets: string[];
}

/**
 * @param payload - of an event of a repository
 * @throws Refusal if it names no repository
 */
export function readGitHubWebhook(payload: Fields): GitHubWebhook {
  const repository = payload.object('repository');
  const name = repository.text('full_name').toLowerCase();
  const url = repository.link('html_url');
  return {
    payload,
    repository: {
      name,
      defaultBranch: repository.optionalText('default_branch'),
    },
    source: url ? new URL(url).host : 'github.com',
    targets: deliveryTarget.repository(url ?? `https://github.com/${name}`),
  };
}

/**
 * The id that readers give to a pull request, e.g. `acme/checkout#42`.
 */
export const pullRequestId = (repository: string, number: string) =>
  `${repository}#${number}`;
