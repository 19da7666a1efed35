import { BackstageCredentials } from '@backstage/backend-plugin-api';

/**
 * On whose behalf something is read.
 */
export interface ReadOptions {
  credentials: BackstageCredentials;
}
