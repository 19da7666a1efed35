import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getBitbucketCloudRequestOptions,
  getBitbucketServerRequestOptions,
  getGiteaRequestOptions,
  ScmIntegrations,
} from '@backstage/integration';
import { createSourceClient, SourceClient } from '../../http';
import { RepositoryPlace } from '../RepositoryPlace';
import { HostApi, HostType } from './HostApi';

const maxClients = 50;

interface Access {
  type: HostType;
  baseUrl: string | undefined;
  authorization: string | undefined;
}

/** The value of a header, whatever the case of its name. */
function authorizationOf(
  headers: Record<string, string> | undefined,
): string | undefined {
  const found = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'authorization',
  );
  return found?.[1];
}

/**
 * The APIs of the hosts that have an integration.
 *
 * Only the configured API of the integration is asked, with its own credentials. Those of a GitHub App
 * change by owner and hour: clients are kept by credentials, and the one used longest ago is closed.
 */
export class HostApis {
  readonly #integrations: ScmIntegrations;
  readonly #github: DefaultGithubCredentialsProvider;
  readonly #gitlab: DefaultGitlabCredentialsProvider;
  readonly #clients = new Map<string, SourceClient>();

  constructor(options: { integrations: ScmIntegrations }) {
    const { integrations } = options;
    this.#integrations = integrations;
    this.#github =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.#gitlab =
      DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
  }

  /**
   * @returns undefined for a host without integration, or of a kind that is not asked
   */
  async of(place: RepositoryPlace): Promise<HostApi | undefined> {
    const access = place.name === null ? undefined : await this.#access(place);
    if (!access?.baseUrl || !URL.canParse(access.baseUrl)) {
      return undefined;
    }
    const { type, authorization } = access;
    const baseUrl = access.baseUrl.replace(/\/+$/, '');
    return {
      type,
      baseUrl,
      authorized: authorization !== undefined,
      client: this.#client(type, baseUrl, authorization),
    };
  }

  async #access(place: RepositoryPlace): Promise<Access | undefined> {
    const url = place.treeUrl;
    const { github, gitlab, gitea, bitbucketCloud, bitbucketServer } =
      this.#integrations;
    const type = this.#integrations.byUrl(url)?.type;
    switch (type) {
      case 'github':
        return {
          type,
          baseUrl: github.byUrl(url)?.config.apiBaseUrl,
          authorization: await this.#githubAuthorization(place),
        };
      case 'gitlab': {
        const { headers } = await this.#gitlab.getCredentials({ url });
        return {
          type,
          baseUrl: gitlab.byUrl(url)?.config.apiBaseUrl,
          authorization: authorizationOf(headers),
        };
      }
      case 'gitea': {
        const config = gitea.byUrl(url)?.config;
        const base = config?.baseUrl ?? `https://${config?.host}`;
        return {
          type,
          baseUrl: config && `${base.replace(/\/+$/, '')}/api/v1`,
          authorization: authorizationOf(
            config && getGiteaRequestOptions(config).headers,
          ),
        };
      }
      case 'bitbucketCloud': {
        const config = bitbucketCloud.byUrl(url)?.config;
        const options = config && getBitbucketCloudRequestOptions(config);
        return {
          type,
          baseUrl: config?.apiBaseUrl,
          authorization: authorizationOf((await options)?.headers),
        };
      }
      case 'bitbucketServer': {
        const config = bitbucketServer.byUrl(url)?.config;
        const options = config && getBitbucketServerRequestOptions(config);
        return {
          type,
          baseUrl: config?.apiBaseUrl,
          authorization: authorizationOf(options?.headers),
        };
      }
      default:
        return undefined;
    }
  }

  /** Undefined also where no App of the integration is installed at the owner. */
  async #githubAuthorization(
    place: RepositoryPlace,
  ): Promise<string | undefined> {
    try {
      const url = `${new URL(place.treeUrl).origin}/${place.name}`;
      const { headers } = await this.#github.getCredentials({ url });
      return authorizationOf(headers);
    } catch {
      return undefined;
    }
  }

  #client(
    type: HostType,
    baseUrl: string,
    authorization: string | undefined,
  ): SourceClient {
    const key = JSON.stringify([type, baseUrl, authorization]);
    const known = this.#clients.get(key);
    this.#clients.delete(key);
    const { host } = new URL(baseUrl);
    const client =
      known ??
      createSourceClient({
        name: `Commits of ${host}`,
        hosts: [host],
        // The operator has named this host among the integrations.
        allowPrivateAddresses: true,
        ...(authorization ? { secretHeaders: { authorization } } : {}),
        attempts: 2,
        patienceMs: 2_000,
        conditional: false,
      });
    this.#clients.set(key, client);
    if (this.#clients.size > maxClients) {
      const [oldest, unused] = [...this.#clients][0];
      this.#clients.delete(oldest);
      void unused.close();
    }
    return client;
  }
}
