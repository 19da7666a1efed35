module "network" {
  source  = "registry.harbour.example/platform/service-network/aws"
  version = "3.2.0
  service = "{{name}}"
}
