import { Fields } from '../payload';
import { deliveryTarget } from '../targets';

/** One webhook of GitLab, with what all of them have. */
export interface GitLabWebhook {
  payload: Fields;
  project: {
    /** `group/name` in lower case. */
    path: string;
    defaultBranch: string | undefined;
  };
  /** Host of the installation: the source of its events. */
  source: string;
  /** The project's repository, as a target. */
  targets: string[];
}

/**
 * @param payload - of an event of a project
 * @throws Refusal if it names no project
 */
export function readGitLabWebhook(payload: Fields): GitLabWebhook {
  const project = payload.object('project');
  const path = project.text('path_with_namespace').toLowerCase();
  const url = project.link('web_url');
  return {
    payload,
    project: { path, defaultBranch: project.optionalText('default_branch') },
    source: url ? new URL(url).host : 'gitlab.com',
    targets: deliveryTarget.repository(url ?? `https://gitlab.com/${path}`),
  };
}

/**
 * The id that readers give to a merge request, e.g. `acme/checkout!42`.
 */
export const mergeRequestId = (project: string, iid: string) =>
  `${project}!${iid}`;
