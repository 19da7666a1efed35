export * from './readSecurityConfig';
