"""Secured: a node with OpenSearch's own plugin for TLS, accounts and rights."""

import base64
import json
import shutil
import ssl
import urllib.request
from pathlib import Path

from tests.opensearch.front import certify
from tests.opensearch.nodes import Nodes

#: Accounts that the plugin brings along, each with its name as the password: one is given rights here.
ALLOWED, STRANGER = "logstash", "kibanaro"
_RIGHTS = {
    "_meta": {"type": "roles", "config_version": 2},
    "fonds": {
        "cluster_permissions": ["cluster_monitor", "cluster_composite_ops"],
        "index_permissions": [{"index_patterns": ["fonds-*"], "allowed_actions": ["indices_all"]}],
    },
}
_GIVEN = {"_meta": {"type": "rolesmapping", "config_version": 2}, "fonds": {"users": [ALLOWED]}}


class Secured(Nodes):
    """One node that takes nothing but TLS and accounts it knows."""

    profile = "secured"

    @property
    def authority(self) -> Path:
        """The certificate of who signed the node's."""
        return self._config / "authority.pem"

    def address(self, index: str) -> str:
        return f"https://{self.hosts}/{index}"

    @property
    def _config(self) -> Path:
        return self.folder / "node-0" / "config"

    def _flags(self, jars: Path, folder: Path) -> list[str]:
        rules = self._config / "opensearch-security"
        shutil.copytree(jars / "plugin" / "config", rules, dirs_exist_ok=True)
        (rules / "roles.yml").write_text(json.dumps(_RIGHTS))
        (rules / "roles_mapping.yml").write_text(json.dumps(_GIVEN))
        certify(self.authority, self._config / "node.pem", self._config / "node.key")
        files = {
            f"plugins.security.ssl.{layer}.{kind}_filepath": name
            for layer in ("http", "transport")
            for kind, name in (
                ("pemcert", "node.pem"),
                ("pemkey", "node.key"),
                ("pemtrustedcas", "authority.pem"),
            )
        }
        settings = files | {
            "plugins.security.ssl.http.enabled": "true",
            "plugins.security.ssl.transport.enforce_hostname_verification": "false",
            "plugins.security.allow_default_init_securityindex": "true",
            "plugins.security.audit.type": "noop",
        }
        said = ";".join(f"{name}={value}" for name, value in settings.items())
        return [
            f"-Dfonds.settings={said}",
            "-Dfonds.plugins=org.opensearch.security.OpenSearchSecurityPlugin",
        ]

    def _answers(self, number: int, count: int) -> bool:
        said = base64.b64encode(f"{ALLOWED}:{ALLOWED}".encode()).decode()
        url = f"https://{self.hosts}/_cluster/health"
        asked = urllib.request.Request(url, headers={"authorization": f"Basic {said}"})
        context = ssl.create_default_context(cafile=str(self.authority))
        try:
            urllib.request.urlopen(asked, timeout=5, context=context).close()
        except OSError:
            return False
        return True
