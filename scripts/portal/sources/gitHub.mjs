/**
 * Answers as GitHub does (REST API, 2022-11-28): repositories, branch protection, secret scanning, Dependabot.
 *
 * What is built by the shared pipeline is protected and looked at; what has a pipeline of its own is not.
 * Services whose `sonar` is `findings` have open alerts.
 */
import { DAY } from '../organisation/templates.mjs';

const error = (status, message) => ({
  status,
  body: { message, status: String(status) },
});

/** Is a service's repository one that GitHub knows? */
export const isOnGitHub = ({ ci }) => ci === 'shared' || ci === 'own';

export function gitHub({ items }) {
  const repositories = new Map(
    items.filter(isOnGitHub).map(item => [item.name, item]),
  );
  return ({ path }) => {
    const [, name, rest] =
      /^\/repos\/harbour\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const item = repositories.get(name);
    if (!item) {
      return error(404, 'Not Found');
    }
    const shared = item.ci === 'shared';
    const created_at = new Date(Date.now() - 20 * DAY).toISOString();
    switch (rest) {
      case undefined:
        return {
          body: {
            name,
            full_name: `harbour/${name}`,
            owner: { login: 'harbour' },
            default_branch: 'main',
          },
        };
      case '/branches/main/protection':
        return shared
          ? {
              body: {
                required_status_checks: { strict: true, contexts: ['service'] },
                required_pull_request_reviews: {
                  required_approving_review_count: 1,
                  require_code_owner_reviews: true,
                },
                enforce_admins: { enabled: true },
                allow_force_pushes: { enabled: false },
                allow_deletions: { enabled: false },
              },
            }
          : error(404, 'Branch not protected');
      case '/rules/branches/main':
        return { body: [] };
      case '/secret-scanning/alerts':
        if (!shared) {
          return error(404, 'Secret scanning is disabled on this repository.');
        }
        return {
          body:
            item.sonar === 'findings'
              ? [
                  {
                    number: 3,
                    state: 'open',
                    secret_type: 'aws_access_key_id',
                    created_at,
                  },
                ]
              : [],
        };
      case '/dependabot/alerts':
        return {
          body:
            item.sonar === 'findings'
              ? [
                  {
                    number: 7,
                    state: 'open',
                    security_vulnerability: {
                      severity: 'high',
                      first_patched_version: null,
                    },
                    created_at,
                  },
                ]
              : [],
        };
      default:
        return error(404, 'Not Found');
    }
  };
}
