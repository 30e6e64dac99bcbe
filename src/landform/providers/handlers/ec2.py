"""Amazon EC2: the types of its files, together."""

from typing import Final

from landform.providers.handlers.ec2_endpoints import HANDLERS as ENDPOINTS
from landform.providers.handlers.ec2_gateways import HANDLERS as GATEWAYS
from landform.providers.handlers.ec2_instances import HANDLERS as INSTANCES
from landform.providers.handlers.ec2_network import HANDLERS as NETWORK
from landform.providers.handlers.ec2_routing import HANDLERS as ROUTING
from landform.providers.handlers.ec2_security import HANDLERS as SECURITY

HANDLERS: Final = (*NETWORK, *ROUTING, *GATEWAYS, *SECURITY, *ENDPOINTS, *INSTANCES)
