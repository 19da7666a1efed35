export * from './kubernetesKeys';
