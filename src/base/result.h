#pragma once
#include "vedette/result.h"
