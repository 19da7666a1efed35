module "network" {
  source  = "registry.harbour.example/platform/service-network/aws"
  version = "~> 3.0"
  service = "{{name}}"
}

module "dashboards" {
  source  = "git::https://git.harbour.example/platform/modules.git//dashboards?ref=main"
  service = "{{name}}"
}
