export * from './createPortalClient';
export * from './readPortalAddress';
