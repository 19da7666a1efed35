import { createContext, useContext } from 'react';
import { RefreshedSources } from './refreshedSources';

/** What the parts of the tab of a service know of it. */
export interface ServiceTab {
  /** Entity ref. */
  ref: string;
  /** As readers call it. */
  title: string;
  /** Looks at it again; resolves when the new results show. */
  refresh(): Promise<RefreshedSources>;
}

const ServiceContext = createContext<ServiceTab | undefined>(undefined);

/** Tells the parts below which service they are of. */
export const ServiceProvider = ServiceContext.Provider;

/**
 * The service whose tab this is; undefined where results are shown elsewhere, e.g. on the page of a team.
 */
export function useServiceTab(): ServiceTab | undefined {
  return useContext(ServiceContext);
}
