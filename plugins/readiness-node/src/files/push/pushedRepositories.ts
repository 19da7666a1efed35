import { CatalogScmEvent } from '@backstage/plugin-catalog-node/alpha';
import { z } from 'zod';
import { toRepositoryUrl } from '../toRepositoryUrl';

/**
 * Reads from webhooks which repository was pushed to.
 *
 * Backstage's own SCM events tell only of pushes that touch a YAML file, since that is where the catalog's
 * documents are. A README or a runbook is Markdown, so the webhooks themselves are read as well.
 */

const text = z.string().max(2_000);
const link = z.object({ href: text });

/** What is needed of the payloads, by the topic under which they are published. */
const pushForms: Record<
  string,
  z.ZodType<{ url: string; ref?: string; defaultBranch?: string }>
> = {
  /** https://docs.github.com/webhooks/webhook-events-and-payloads#push */
  github: z
    .object({
      ref: text,
      commits: z.array(z.unknown()),
      repository: z.object({ html_url: text, default_branch: text.optional() }),
    })
    .transform(({ ref, repository }) => ({
      ref,
      url: repository.html_url,
      defaultBranch: repository.default_branch,
    })),
  /** https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events */
  gitlab: z
    .object({
      object_kind: z.literal('push'),
      ref: text,
      project: z.object({ web_url: text, default_branch: text.nullish() }),
    })
    .transform(({ ref, project }) => ({
      ref,
      url: project.web_url,
      defaultBranch: project.default_branch ?? undefined,
    })),
  /** https://docs.gitea.com/usage/webhooks#event-information */
  gitea: z
    .object({
      ref: text,
      commits: z.array(z.unknown()),
      repository: z.object({ html_url: text, default_branch: text.optional() }),
    })
    .transform(({ ref, repository }) => ({
      ref,
      url: repository.html_url,
      defaultBranch: repository.default_branch,
    })),
  /** https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push */
  bitbucketCloud: z
    .object({
      push: z.object({ changes: z.array(z.unknown()) }),
      repository: z.object({ links: z.object({ html: link }) }),
    })
    .transform(({ repository }) => ({ url: repository.links.html.href })),
  /** https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html#Eventpayload-Push */
  bitbucketServer: z
    .object({
      eventKey: z.literal('repo:refs_changed'),
      repository: z.object({ links: z.object({ self: z.array(link).min(1) }) }),
    })
    .transform(({ repository }) => ({ url: repository.links.self[0].href })),
  /** https://learn.microsoft.com/azure/devops/service-hooks/events#git.push */
  azureDevOps: z
    .object({
      eventType: z.literal('git.push'),
      resource: z.object({ repository: z.object({ remoteUrl: text }) }),
    })
    .transform(({ resource }) => ({ url: resource.repository.remoteUrl })),
};

/** The topics of the webhooks that are understood. */
export const pushTopics: readonly string[] = Object.keys(pushForms);

/**
 * The repository that a webhook says was pushed to.
 *
 * @param topic - one of `pushTopics`
 * @param payload - as the host sent it
 * @returns as toRepositoryUrl; undefined for other events, and for pushes to a branch that is not the default
 *   one, where the host tells which one that is
 */
export function pushedRepository(
  topic: string,
  payload: unknown,
): string | undefined {
  const push = Object.hasOwn(pushForms, topic)
    ? pushForms[topic].safeParse(payload).data
    : undefined;
  const elsewhere =
    push?.defaultBranch !== undefined &&
    push.ref !== `refs/heads/${push.defaultBranch}`;
  return push && !elsewhere ? toRepositoryUrl(push.url) : undefined;
}

/**
 * The repositories that events of Backstage tell to have changed.
 *
 * @returns as toRepositoryUrl, each once; of something that moved, where it was and where it is
 */
export function changedRepositories(
  events: readonly CatalogScmEvent[],
): string[] {
  const urls = events.flatMap(event =>
    'fromUrl' in event ? [event.fromUrl, event.toUrl] : [event.url],
  );
  return [...new Set(urls.flatMap(url => toRepositoryUrl(url) ?? []))];
}
